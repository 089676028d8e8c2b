package org.smartrouting.core.queue;

import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;

/**
 * Adds up what is served before a task: of its own key who is more urgent, of every other key as
 * many as have their turn until then. Not thread-safe.
 */
final class Backlog<T extends Waiting> {
  /** What waits of another key. */
  private static final class Others {
    private double tasks;
    private double seconds;
  }

  private final Share share;
  private final T task;
  private final Weighing<T> weighing;
  private final Comparator<Waiting> byUrgency;
  private final int limit;
  private final Map<Share, Others> others = new LinkedHashMap<>();
  private double tasks;
  private double seconds;

  /**
   * Makes an empty one.
   *
   * @param limit so many tasks of a line are looked at from either end at most
   */
  Backlog(Share share, T task, Weighing<T> weighing, Comparator<Waiting> byUrgency, int limit) {
    this.share = share;
    this.task = task;
    this.weighing = weighing;
    this.byUrgency = byUrgency;
    this.limit = limit;
  }

  /** Adds the tasks of a signature, so many times. */
  void add(SignatureQueue<T> queue, double times) {
    double overlap = times * weighing.overlap(queue.signature());
    if (overlap > 0) {
      for (Line<T> line : queue.lines()) {
        if (line.share() == share) {
          line.lanes().forEach(lane -> addOwn(lane, overlap));
        } else {
          addOther(line, overlap);
        }
      }
    }
  }

  WorkAhead sum() {
    double start = share.start() + tasks * weighing.cost() / share.weight();
    double allTasks = tasks;
    double allSeconds = seconds;
    for (Map.Entry<Share, Others> entry : others.entrySet()) {
      Others waiting = entry.getValue();
      double served = Math.min(turns(entry.getKey(), start), waiting.tasks);
      allTasks += served;
      allSeconds += served * waiting.seconds / waiting.tasks;
    }
    return new WorkAhead(allTasks, allSeconds);
  }

  /** How many tasks of another key are dispatched before one with this start tag. */
  private double turns(Share other, double start) {
    double turns = (start - other.start()) * other.weight() / weighing.cost();
    boolean firstOfEqual = Share.TIES.compare(other, share) < 0;
    return Math.max(0, firstOfEqual ? Math.floor(turns) + 1 : Math.ceil(turns));
  }

  private void addOwn(NavigableSet<T> lane, double overlap) {
    int walked = 0;
    double lasts = 0;
    Iterator<T> fromFirst = lane.iterator();
    boolean reached = !fromFirst.hasNext();
    while (!reached && walked < limit) {
      T other = fromFirst.next();
      if (byUrgency.compare(other, task) >= 0) {
        reached = true;
      } else {
        walked++;
        lasts += weighing.seconds(other);
        reached = !fromFirst.hasNext();
      }
    }
    double before = reached ? walked : Math.max(walked, beforeFromLast(lane));
    if (before > 0) {
      tasks += overlap * before;
      seconds += overlap * before * lasts / walked;
    }
  }

  /** Those that come last are few as a rule when a task was queued lately; 0 when they are not. */
  private double beforeFromLast(NavigableSet<T> lane) {
    int after = 0;
    Iterator<T> fromLast = lane.descendingIterator();
    while (fromLast.hasNext() && byUrgency.compare(fromLast.next(), task) >= 0) {
      if (++after > limit) {
        return 0;
      }
    }
    return lane.size() - after;
  }

  private void addOther(Line<T> line, double overlap) {
    Others waiting = others.computeIfAbsent(line.share(), unused -> new Others());
    double count = overlap * line.size();
    waiting.tasks += count;
    waiting.seconds += count * weighing.seconds(line.head());
  }
}

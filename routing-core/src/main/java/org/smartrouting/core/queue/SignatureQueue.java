package org.smartrouting.core.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The waiting tasks of one signature: a line for each fairness key that has some. Most signatures
 * have tasks of one key only, so a single line is kept without any order. Not thread-safe.
 */
final class SignatureQueue<T extends Waiting> {
  /** So many tasks are looked at for one that is acceptable. */
  private static final int MAX_SKIPPED = 1_000;

  private final Signature signature;
  private final Commons<T> commons;
  private final int index;
  private final long levels;
  private @Nullable SkillSet<T> set;
  private int place;
  private @Nullable Line<T> only;
  private @Nullable Lines<T> several;

  /**
   * Makes an empty one.
   *
   * @param commons what it has in common with the others
   * @param index a number that no other queue has
   */
  SignatureQueue(Signature signature, Commons<T> commons, int index) {
    this.signature = signature;
    this.commons = commons;
    this.index = index;
    this.levels = SkillSet.packed(signature.skills());
  }

  /** What the tasks have in common. */
  Signature signature() {
    return signature;
  }

  boolean isEmpty() {
    return only == null && several == null;
  }

  /** Small number of the queue, unique among those that have tasks. */
  int index() {
    return index;
  }

  /** The least levels of its demands, packed. */
  long levels() {
    return levels;
  }

  /** The set of skills that its tasks demand; null while it is in none. */
  @Nullable SkillSet<T> set() {
    return set;
  }

  /** Its place in the set. */
  int place() {
    return place;
  }

  void placed(SkillSet<T> newSet, int newPlace) {
    set = newSet;
    place = newPlace;
  }

  boolean add(Share share, T task) {
    Line<T> line = line(share);
    if (line == null) {
      line = new Line<>(this, share, commons.order());
      join(line);
      line.add(task);
      head(line);
      return true;
    }
    long before = line.urgency();
    boolean added = line.add(task);
    if (line.urgency() != before) {
      head(line);
    }
    return added;
  }

  boolean remove(Share share, T task) {
    Line<T> line = line(share);
    if (line == null) {
      return false;
    }
    long before = line.urgency();
    if (!line.remove(task)) {
      return false;
    }
    if (line.isEmpty()) {
      part(line);
      if (set != null) {
        commons.heads().remove(set, line);
      }
    } else if (line.urgency() != before) {
      head(line);
    }
    return true;
  }

  private void head(Line<T> line) {
    if (set != null) {
      commons.heads().put(set, line);
    }
  }

  /**
   * The first task of the first share that has an acceptable one, if it is served before another.
   *
   * @param best the other; null for none
   * @param byUrgency the order of service at present
   * @return null for none
   */
  @Nullable Found<T> before(
      @Nullable Found<T> best, Predicate<T> acceptable, Comparator<Waiting> byUrgency) {
    if (several == null) {
      return only == null || only.share().isFull() || isAfter(best, only.share())
          ? null
          : before(best, acceptable, byUrgency, only, 0);
    }
    List<Line<T>> passed = new ArrayList<>(0);
    Found<T> found = null;
    int skipped = 0;
    Share last = best == null ? null : best.share();
    Line<T> line = several.first(last);
    while (line != null && !isAfter(best, line.share())) {
      if (!line.share().isFull()) {
        found = before(best, acceptable, byUrgency, line, skipped);
        skipped += line.size();
      }
      if (found != null || skipped >= MAX_SKIPPED || line.share() == last) {
        break;
      }
      several.remove(line);
      passed.add(line);
      line = several.first(last);
    }
    passed.forEach(several::add);
    return found;
  }

  /** The first acceptable task of a line if it is served before another of its share, or null. */
  static <T extends Waiting> @Nullable Found<T> before(
      @Nullable Found<T> best,
      Predicate<T> acceptable,
      Comparator<Waiting> byUrgency,
      Line<T> line) {
    return before(best, acceptable, byUrgency, line, 0);
  }

  private static boolean isAfter(@Nullable Found<?> best, Share share) {
    return best != null && best.share() != share && Share.ORDER.compare(best.share(), share) < 0;
  }

  private static <T extends Waiting> @Nullable Found<T> before(
      @Nullable Found<T> best,
      Predicate<T> acceptable,
      Comparator<Waiting> byUrgency,
      Line<T> line,
      int alreadySkipped) {
    T first = best != null && best.share() == line.share() ? best.task() : null;
    Found<T> found = null;
    int skipped = alreadySkipped;
    for (NavigableSet<T> lane : line.lanes()) {
      for (T task : lane) {
        if (first != null && byUrgency.compare(first, task) < 0) {
          break;
        }
        if (acceptable.test(task)) {
          first = task;
          found = new Found<>(line.share(), task);
          break;
        }
        if (++skipped == MAX_SKIPPED) {
          return found;
        }
      }
    }
    return found;
  }

  /**
   * How many tasks are dispatched before one of them: exact when all are of one share, otherwise as
   * if no other tasks waited and each had the same cost.
   */
  long ahead(Share share, T task, double cost, Comparator<Waiting> byUrgency, int limit) {
    Line<T> own = line(share);
    long ahead = own == null ? 0 : before(own, task, byUrgency, limit);
    return several == null
        ? ahead
        : Math.min(limit, ahead + others(several, share, ahead, cost, limit - ahead));
  }

  private static <T extends Waiting> long before(
      Line<T> line, T task, Comparator<Waiting> byUrgency, int limit) {
    long before = 0;
    for (NavigableSet<T> lane : line.lanes()) {
      for (T other : lane) {
        if (before == limit || byUrgency.compare(other, task) >= 0) {
          break;
        }
        before++;
      }
    }
    return before;
  }

  private long others(Lines<T> lines, Share share, long own, double cost, long limit) {
    double start = share.start() + own * cost / share.weight();
    List<Line<T>> passed = new ArrayList<>();
    long count = 0;
    Line<T> line = lines.first(null);
    while (line != null && line.share().start() <= start && count < limit) {
      if (line.share() != share) {
        double turns = (start - line.share().start()) * line.share().weight() / cost;
        boolean firstOfEqual = Share.TIES.compare(line.share(), share) < 0;
        double whole = firstOfEqual ? Math.floor(turns) + 1 : Math.ceil(turns);
        count += (long) Math.min(whole, line.size());
      }
      lines.remove(line);
      passed.add(line);
      line = lines.first(null);
    }
    passed.forEach(lines::add);
    return count;
  }

  /** Adds all tasks to a list, in no order. */
  void collect(List<T> into) {
    for (Line<T> line : lines()) {
      line.lanes().forEach(into::addAll);
    }
  }

  /** Its lines in no order. */
  List<Line<T>> lines() {
    if (several != null) {
      return several.all();
    }
    return only == null ? List.of() : List.of(only);
  }

  @Nullable Line<T> line(Share share) {
    if (several == null) {
      return only != null && only.share() == share ? only : null;
    }
    int found = share.isWaiting() ? commons.table().find(index, share.number()) : PairTable.ABSENT;
    return found == PairTable.ABSENT ? null : commons.table().thing(found);
  }

  private void join(Line<T> line) {
    Line<T> first = only;
    if (several == null && first == null) {
      only = line;
      return;
    }
    if (several == null) {
      several = new Lines<>(commons.shares());
    }
    if (first != null) {
      joinSeveral(several, first);
      only = null;
    }
    joinSeveral(several, line);
  }

  private void joinSeveral(Lines<T> lines, Line<T> line) {
    lines.add(line);
    commons.table().put(index, line.share().number(), 0, line);
  }

  private void part(Line<T> line) {
    if (several == null) {
      only = null;
      return;
    }
    partSeveral(several, line);
    if (several.size() == 1) {
      only = Objects.requireNonNull(several.first(null));
      partSeveral(several, only);
      several = null;
    }
  }

  private void partSeveral(Lines<T> lines, Line<T> line) {
    lines.remove(line);
    commons.table().remove(index, line.share().number());
  }
}

package org.smartrouting.core.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The waiting tasks of one signature: a line for each fairness key that has some. A line is listed
 * under the start tag that its key had when it was last looked at; as tags do not fall, only what
 * comes first has to be listed anew. Not thread-safe.
 */
final class SignatureQueue<T extends Waiting> {
  /** So many tasks are looked at for one that is acceptable. */
  private static final int MAX_SKIPPED = 1_000;

  private final Signature signature;
  private final FairShares shares;
  private final Map<Share, Line<T>> byShare = new HashMap<>(2);
  private final NavigableSet<Line<T>> lines = new TreeSet<>(Line.ORDER);
  private int index;
  private int epoch;

  SignatureQueue(Signature signature, FairShares shares, int index) {
    this.signature = signature;
    this.shares = shares;
    this.index = index;
    this.epoch = shares.epoch();
  }

  /** What the tasks have in common. */
  Signature signature() {
    return signature;
  }

  boolean isEmpty() {
    return byShare.isEmpty();
  }

  /** Small number of the queue, unique among those that are kept. */
  int index() {
    return index;
  }

  void renumber(int value) {
    index = value;
  }

  boolean add(Share share, T task) {
    Line<T> line = byShare.get(share);
    if (line == null) {
      keepUp();
      line = new Line<>(share);
      byShare.put(share, line);
      lines.add(line);
    }
    return line.tasks().add(task);
  }

  boolean remove(Share share, T task) {
    Line<T> line = byShare.get(share);
    if (line == null || !line.tasks().remove(task)) {
      return false;
    }
    if (line.tasks().isEmpty()) {
      byShare.remove(share);
      lines.remove(line);
    }
    return true;
  }

  /**
   * The first task of the first share that has an acceptable one; null for none.
   *
   * @param last a share after which no task is wanted; null for none
   */
  @Nullable Found<T> first(Predicate<T> acceptable, @Nullable Share last) {
    int skipped = 0;
    for (Line<T> line = firstLine(); line != null; line = lineAfter(line)) {
      if (last != null && last != line.share() && Share.ORDER.compare(last, line.share()) < 0) {
        return null;
      }
      for (T task : line.tasks()) {
        if (acceptable.test(task)) {
          return new Found<>(line.share(), task);
        }
        if (++skipped == MAX_SKIPPED) {
          return null;
        }
      }
    }
    return null;
  }

  /**
   * How many tasks are dispatched before one of them: exact when all are of one share, otherwise as
   * if no other tasks waited and each had the same cost.
   */
  long ahead(Share share, T task, double cost, int limit) {
    long ahead = 0;
    Line<T> own = byShare.get(share);
    Iterator<T> before = own == null ? List.<T>of().iterator() : own.tasks().iterator();
    while (ahead < limit && before.hasNext() && !before.next().id().equals(task.id())) {
      ahead++;
    }
    double start = share.start() + ahead * cost / share.weight();
    for (Line<T> other = firstLine(); other != null && ahead < limit; other = lineAfter(other)) {
      double distance = start - other.share().start();
      if (distance < 0) {
        break;
      }
      if (other != own) {
        double turns = distance * other.share().weight() / cost;
        boolean firstOfEqual = Share.ORDER.compare(other.share(), share) < 0;
        double whole = firstOfEqual ? Math.floor(turns) + 1 : Math.ceil(turns);
        ahead += (long) Math.min(whole, other.tasks().size());
      }
    }
    return Math.min(ahead, limit);
  }

  private @Nullable Line<T> firstLine() {
    keepUp();
    while (!lines.isEmpty()) {
      Line<T> line = lines.first();
      if (line.isListedRightly()) {
        return line;
      }
      listAnew(line);
    }
    return null;
  }

  private @Nullable Line<T> lineAfter(Line<T> previous) {
    Line<T> line = lines.higher(previous);
    while (line != null && !line.isListedRightly()) {
      listAnew(line);
      line = lines.higher(previous);
    }
    return line;
  }

  private void listAnew(Line<T> line) {
    if (lines.size() == 1) {
      line.listNow();
      return;
    }
    lines.remove(line);
    line.listNow();
    lines.add(line);
  }

  /** When tags have fallen, all lines have to be listed anew. */
  private void keepUp() {
    if (epoch != shares.epoch()) {
      epoch = shares.epoch();
      List<Line<T>> all = new ArrayList<>(lines);
      lines.clear();
      all.forEach(Line::listNow);
      lines.addAll(all);
    }
  }
}

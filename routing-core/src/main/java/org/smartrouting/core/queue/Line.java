package org.smartrouting.core.queue;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The waiting tasks of one signature and one fairness key. Not thread-safe. */
final class Line<T extends Waiting> {
  /** By the start tags under which they were listed. */
  static final Comparator<Line<?>> ORDER =
      Comparator.<Line<?>>comparingDouble(line -> line.listedAt)
          .thenComparingInt(line -> line.share.hash())
          .thenComparing(line -> line.share.key());

  private final Share share;
  private final NavigableSet<T> tasks = new TreeSet<>(Waiting.ORDER);
  private double listedAt;

  Line(Share share) {
    this.share = share;
    this.listedAt = share.start();
  }

  Share share() {
    return share;
  }

  /** The tasks in the order of service. */
  NavigableSet<T> tasks() {
    return tasks;
  }

  /** Whether its start tag is the one under which it is listed. */
  boolean isListedRightly() {
    return listedAt == share.start();
  }

  /** To be called when it is in no list. */
  void listNow() {
    listedAt = share.start();
  }
}

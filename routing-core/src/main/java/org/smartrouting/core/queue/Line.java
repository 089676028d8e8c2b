package org.smartrouting.core.queue;

import java.util.NavigableSet;
import java.util.TreeSet;

/** The waiting tasks of one signature and one fairness key. Not thread-safe. */
final class Line<T extends Waiting> {
  private final Share share;
  private final NavigableSet<T> tasks = new TreeSet<>(Waiting.ORDER);
  private double listedAt;
  private int position;

  Line(Share share) {
    this.share = share;
  }

  Share share() {
    return share;
  }

  /** The tasks in the order of service. */
  NavigableSet<T> tasks() {
    return tasks;
  }

  /** Start tag under which it is listed. */
  double listedAt() {
    return listedAt;
  }

  /** Whether that is the present start tag of its share. */
  boolean isListedRightly() {
    return listedAt == share.start();
  }

  /** Is listed under the present start tag; whoever lists it moves it. */
  void listNow() {
    listedAt = share.start();
  }

  /** Whether it is listed before another. */
  boolean isBefore(Line<T> other) {
    if (listedAt != other.listedAt) {
      return listedAt < other.listedAt;
    }
    return Share.TIES.compare(share, other.share) < 0;
  }

  /** Place in the list. */
  int position() {
    return position;
  }

  void position(int value) {
    position = value;
  }
}

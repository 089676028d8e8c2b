package org.smartrouting.core.queue;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The waiting tasks of one signature and one fairness key. Not thread-safe. */
final class Line<T extends Waiting> implements Head<T> {
  private final SignatureQueue<T> queue;
  private final Share share;
  private final ServiceOrder order;
  private final List<NavigableSet<T>> lanes;
  private double listedAt;
  private int position;
  private @Nullable LineHeap<T> heap;
  private int place;

  Line(SignatureQueue<T> queue, Share share, ServiceOrder order) {
    this.queue = queue;
    this.share = share;
    this.order = order;
    // Of most orders it is one, and there are many lines.
    this.lanes =
        order.lanes() == 1
            ? List.of(new TreeSet<>(order.inLane()))
            : IntStream.range(0, order.lanes())
                .<NavigableSet<T>>mapToObj(unused -> new TreeSet<>(order.inLane()))
                .toList();
  }

  /** The queue it is part of. */
  SignatureQueue<T> queue() {
    return queue;
  }

  Share share() {
    return share;
  }

  /** The tasks by lanes, each in its order. */
  List<NavigableSet<T>> lanes() {
    return lanes;
  }

  boolean add(T task) {
    return lanes.get(order.lane(task)).add(task);
  }

  boolean remove(T task) {
    return lanes.get(order.lane(task)).remove(task);
  }

  /** The virtual deadline of its first task, which it has; the least there is if time tells. */
  long urgency() {
    return order.isFixed() ? lanes.get(0).first().virtualDeadlineMicros() : Long.MIN_VALUE;
  }

  boolean isEmpty() {
    return size() == 0;
  }

  /** One of its tasks, the first of the first lane that has any; there is one. */
  T head() {
    for (NavigableSet<T> lane : lanes) {
      if (!lane.isEmpty()) {
        return lane.first();
      }
    }
    throw new IllegalStateException("the line of " + share.key() + " is empty");
  }

  int size() {
    int size = 0;
    for (NavigableSet<T> lane : lanes) {
      size += lane.size();
    }
    return size;
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

  @Override
  public void search(long upTo, Choice<T> choice) {
    if (SkillSet.isMet(queue.levels(), upTo)) {
      choice.look(this);
    }
  }

  /** The heap in which it is; null while it is the only line of its share and set of skills. */
  @Nullable LineHeap<T> heap() {
    return heap;
  }

  /** Place in that heap. */
  int place() {
    return place;
  }

  void placed(@Nullable LineHeap<T> newHeap, int newPlace) {
    heap = newHeap;
    place = newPlace;
  }

  /** Place in the list. */
  int position() {
    return position;
  }

  void position(int value) {
    position = value;
  }
}

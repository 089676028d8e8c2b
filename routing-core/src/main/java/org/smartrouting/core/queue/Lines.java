package org.smartrouting.core.queue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one signature in a heap, by the order of their shares. A line has the place of the
 * start tag that its share had when it was last looked at; as tags do not fall, only what comes to
 * the top has to be put in its right place. A few lines are looked at one by one, which is faster
 * than to keep them in order. Not thread-safe.
 */
final class Lines<T extends Waiting> {
  private static final int FEW = 16;

  private final FairShares shares;
  private final List<Line<T>> heap = new ArrayList<>();

  /** The shares of the lines in their places, so that most lines need not be touched. */
  private final List<Share> places = new ArrayList<>();

  private int epoch;

  Lines(FairShares shares) {
    this.shares = shares;
    this.epoch = shares.epoch();
  }

  void add(Line<T> line) {
    keepUp();
    line.listNow();
    heap.add(line);
    places.add(line.share());
    siftUp(line, heap.size() - 1);
  }

  void remove(Line<T> line) {
    Line<T> last = heap.remove(heap.size() - 1);
    places.remove(heap.size());
    if (last != line) {
      int hole = line.position();
      siftDown(last, hole);
      siftUp(last, last.position());
    }
  }

  int size() {
    return heap.size();
  }

  /** All lines in no order; valid until the next change. */
  List<Line<T>> all() {
    return heap;
  }

  /**
   * The first line; null when there is none, or none before a share.
   *
   * @param last the share; null for none
   */
  @Nullable Line<T> first(@Nullable Share last) {
    if (heap.size() <= FEW) {
      return firstOfFew(last);
    }
    keepUp();
    while (!heap.isEmpty()) {
      Line<T> line = heap.get(0);
      // Its place is at most too early.
      if (last != null && line.listedAt() > last.start()) {
        return null;
      }
      if (line.isListedRightly()) {
        return line;
      }
      line.listNow();
      siftDown(line, 0);
    }
    return null;
  }

  private @Nullable Line<T> firstOfFew(@Nullable Share last) {
    int first = -1;
    Share least = last;
    for (int position = 0; position < places.size(); position++) {
      Share share = places.get(position);
      if (least == null || share == least || Share.ORDER.compare(share, least) < 0) {
        least = share;
        first = position;
      }
    }
    return first < 0 ? null : heap.get(first);
  }

  private void siftUp(Line<T> line, int from) {
    int position = from;
    while (position > 0) {
      int parent = (position - 1) / 2;
      if (!line.isBefore(heap.get(parent))) {
        break;
      }
      put(heap.get(parent), position);
      position = parent;
    }
    put(line, position);
  }

  private void siftDown(Line<T> line, int from) {
    int position = from;
    while (2 * position + 1 < heap.size()) {
      int child = 2 * position + 1;
      if (child + 1 < heap.size() && heap.get(child + 1).isBefore(heap.get(child))) {
        child++;
      }
      if (!heap.get(child).isBefore(line)) {
        break;
      }
      put(heap.get(child), position);
      position = child;
    }
    put(line, position);
  }

  private void put(Line<T> line, int position) {
    heap.set(position, line);
    places.set(position, line.share());
    line.position(position);
  }

  /** When tags have fallen, all lines have to be put in their right places. */
  private void keepUp() {
    if (epoch != shares.epoch()) {
      epoch = shares.epoch();
      heap.forEach(Line::listNow);
      for (int position = heap.size() / 2 - 1; position >= 0; position--) {
        siftDown(heap.get(position), position);
      }
    }
  }
}

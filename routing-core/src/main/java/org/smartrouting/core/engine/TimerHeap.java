package org.smartrouting.core.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A binary heap of things by their next moment. Each thing knows its place, so that a moment is
 * moved or dropped in logarithmic time and nothing stale is left behind, as it would be in a queue
 * of timer events. Not thread-safe.
 */
final class TimerHeap {
  private @Nullable Timed[] heap = new Timed[64];
  private int size;

  /** Sets the next moment of a thing; {@link Timed#NEVER} takes it out. */
  void schedule(Timed thing, long micros) {
    int index = thing.heapIndex();
    if (index < 0) {
      if (micros == Timed.NEVER) {
        return;
      }
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, size * 2);
      }
      thing.dueAt(micros);
      place(thing, size++);
      siftUp(thing);
      return;
    }
    long before = thing.dueMicros();
    thing.dueAt(micros);
    if (micros == Timed.NEVER) {
      removeAt(index);
    } else if (micros < before) {
      siftUp(thing);
    } else if (micros > before) {
      siftDown(thing);
    }
  }

  /** The next moment of all; {@link Timed#NEVER} when there is none. */
  long nextMicros() {
    return size == 0 ? Timed.NEVER : at(0).dueMicros();
  }

  /** Takes out one thing whose moment has come, or returns null. */
  @Nullable Timed pollDue(long nowMicros) {
    if (size == 0 || at(0).dueMicros() > nowMicros) {
      return null;
    }
    Timed thing = at(0);
    thing.dueAt(Timed.NEVER);
    removeAt(0);
    return thing;
  }

  private void removeAt(int index) {
    at(index).heapIndex(-1);
    Timed last = at(--size);
    heap[size] = null;
    if (index < size) {
      place(last, index);
      siftUp(last);
      siftDown(last);
    }
  }

  private void siftUp(Timed thing) {
    int index = thing.heapIndex();
    while (index > 0) {
      int parent = (index - 1) >>> 1;
      Timed above = at(parent);
      if (above.dueMicros() <= thing.dueMicros()) {
        break;
      }
      place(above, index);
      index = parent;
    }
    place(thing, index);
  }

  private void siftDown(Timed thing) {
    int index = thing.heapIndex();
    while (true) {
      int child = 2 * index + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && at(child + 1).dueMicros() < at(child).dueMicros()) {
        child++;
      }
      Timed below = at(child);
      if (below.dueMicros() >= thing.dueMicros()) {
        break;
      }
      place(below, index);
      index = child;
    }
    place(thing, index);
  }

  private void place(Timed thing, int index) {
    heap[index] = thing;
    thing.heapIndex(index);
  }

  private Timed at(int index) {
    Timed thing = heap[index];
    if (thing == null) {
      throw new IllegalStateException("no timer at " + index + " of " + size);
    }
    return thing;
  }
}

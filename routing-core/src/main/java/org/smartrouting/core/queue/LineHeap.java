package org.smartrouting.core.queue;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one share and one set of skills, the most urgent on top. Keys and least levels lie
 * beside each other, so that a search touches only lines it could take. Not thread-safe.
 */
final class LineHeap<T extends Waiting> implements Head<T> {
  private long[] urgencies = new long[2];
  private long[] levels = new long[2];
  private @Nullable Object[] lines = new Object[2];
  private int size;

  int size() {
    return size;
  }

  /** One of the most urgent lines. */
  Line<T> top() {
    return at(0);
  }

  /** Urgency of the most urgent line. */
  long urgency() {
    return urgencies[0];
  }

  /** Puts a line in its place, whether it was there or not. */
  void put(Line<T> line) {
    int place = line.place();
    if (line.heap() != this) {
      if (size == urgencies.length) {
        int longer = size + (size >> 1) + 1;
        urgencies = Arrays.copyOf(urgencies, longer);
        levels = Arrays.copyOf(levels, longer);
        lines = Arrays.copyOf(lines, longer);
      }
      place = size++;
    }
    move(line, line.queue().levels(), line.urgency(), place);
  }

  void remove(Line<T> line) {
    int hole = line.place();
    Line<T> last = at(--size);
    lines[size] = null;
    if (last != line) {
      move(last, levels[size], urgencies[size], hole);
    }
  }

  private void move(Line<T> line, long needed, long urgency, int from) {
    int place = from;
    while (place > 0 && urgencies[(place - 1) >>> 1] > urgency) {
      int parent = (place - 1) >>> 1;
      set(at(parent), levels[parent], urgencies[parent], place);
      place = parent;
    }
    int child = 2 * place + 1;
    while (child < size) {
      if (child + 1 < size && urgencies[child + 1] < urgencies[child]) {
        child++;
      }
      if (urgencies[child] >= urgency) {
        break;
      }
      set(at(child), levels[child], urgencies[child], place);
      place = child;
      child = 2 * place + 1;
    }
    set(line, needed, urgency, place);
  }

  private void set(Line<T> line, long needed, long urgency, int place) {
    urgencies[place] = urgency;
    levels[place] = needed;
    lines[place] = line;
    line.placed(this, place);
  }

  @Override
  public void search(long upTo, Choice<T> choice) {
    search(0, upTo, choice);
  }

  private void search(int place, long upTo, Choice<T> choice) {
    if (place < size && urgencies[place] <= choice.urgency()) {
      if (SkillSet.isMet(levels[place], upTo)) {
        choice.look(at(place));
      }
      search(2 * place + 1, upTo, choice);
      search(2 * place + 2, upTo, choice);
    }
  }

  @SuppressWarnings("unchecked")
  private Line<T> at(int place) {
    Object line = lines[place];
    if (line == null) {
      throw new IllegalStateException("no line at " + place + " of " + size);
    }
    return (Line<T>) line;
  }
}

package org.smartrouting.core.queue;

import java.util.Arrays;

/**
 * The skill sets that a search has found, of each its place in a table, its number and the levels
 * of the one who asks; filled again and again. Not thread-safe.
 */
final class SetList {
  private int[] places = new int[64];
  private int[] numbers = new int[64];
  private int[] heads = new int[64];
  private long[] levels = new long[64];
  private int size;

  void clear() {
    size = 0;
  }

  void add(int place, int number, long upTo) {
    if (size == places.length) {
      places = Arrays.copyOf(places, size * 2);
      numbers = Arrays.copyOf(numbers, size * 2);
      heads = Arrays.copyOf(heads, size * 2);
      levels = Arrays.copyOf(levels, size * 2);
    }
    places[size] = place;
    numbers[size] = number;
    levels[size++] = upTo;
  }

  int size() {
    return size;
  }

  int place(int index) {
    return places[index];
  }

  int number(int index) {
    return numbers[index];
  }

  long levels(int index) {
    return levels[index];
  }

  /** What {@link Heads} has noted of it for one share. */
  int head(int index) {
    return heads[index];
  }

  void head(int index, int value) {
    heads[index] = value;
  }
}

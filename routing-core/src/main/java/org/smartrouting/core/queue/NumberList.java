package org.smartrouting.core.queue;

import java.util.Arrays;

/** A list of small numbers that is filled again and again. Not thread-safe. */
final class NumberList {
  private int[] numbers = new int[64];
  private int size;

  void clear() {
    size = 0;
  }

  void add(int number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size * 2);
    }
    numbers[size++] = number;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return numbers[index];
  }
}

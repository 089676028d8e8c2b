package org.smartrouting.core.queue;

import java.util.Arrays;

/** Gives out small numbers from 0 on, those that were given back first. Not thread-safe. */
final class Numbers {
  private int[] returned = new int[16];
  private int count;
  private int next;

  /** A number that nobody has. */
  int take() {
    return count > 0 ? returned[--count] : next++;
  }

  /** A number that nobody has any more. */
  void giveBack(int number) {
    if (count == returned.length) {
      returned = Arrays.copyOf(returned, count * 2);
    }
    returned[count++] = number;
  }
}

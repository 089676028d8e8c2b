package org.smartrouting.core.match;

import java.util.Arrays;

/**
 * A growing set of small numbers, one bit each, with access to whole words, which {@code
 * java.util.BitSet} does not give. Not thread-safe.
 */
public final class Bits {
  private long[] words = new long[1];
  private int size;

  /** Adds a number, at least 0. */
  public void set(int index) {
    int word = index >>> 6;
    if (word >= words.length) {
      words = Arrays.copyOf(words, Math.max(word + 1, words.length * 2));
    }
    long before = words[word];
    words[word] = before | (1L << index);
    size += before == words[word] ? 0 : 1;
  }

  /** Removes a number. */
  public void clear(int index) {
    int word = index >>> 6;
    if (word < words.length) {
      long before = words[word];
      words[word] = before & ~(1L << index);
      size -= before == words[word] ? 0 : 1;
    }
  }

  /** Adds or removes a number. */
  public void put(int index, boolean present) {
    if (present) {
      set(index);
    } else {
      clear(index);
    }
  }

  /** Whether no number is in the set. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Whether a number is in the set. */
  public boolean get(int index) {
    return (word(index >>> 6) & (1L << index)) != 0;
  }

  /** Sixty-four numbers from {@code 64 * index} on; 0 beyond the end. */
  long word(int index) {
    return index < words.length ? words[index] : 0;
  }

  /** Copies the first words to an array; 0 beyond the end. */
  void copyTo(long[] target, int count) {
    int known = Math.min(count, words.length);
    System.arraycopy(words, 0, target, 0, known);
    Arrays.fill(target, known, count, 0);
  }

  /** Leaves of the first words of an array what is in this set, too. */
  void intersect(long[] target, int count) {
    int known = Math.min(count, words.length);
    long[] own = words;
    for (int i = 0; i < known; i++) {
      target[i] &= own[i];
    }
    Arrays.fill(target, known, count, 0);
  }

  int wordCount() {
    return words.length;
  }
}

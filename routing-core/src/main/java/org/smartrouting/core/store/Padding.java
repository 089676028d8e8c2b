package org.smartrouting.core.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Makes lists longer for the sake of the statements they are bound to: of those with few different
 * numbers of values, the database prepares each once for a connection.
 */
final class Padding {
  private Padding() {}

  /** Repeats the last element until the size is a power of two; at least one element. */
  static <T> List<T> toPowerOfTwo(List<T> elements) {
    int missing = Integer.highestOneBit(2 * elements.size() - 1) - elements.size();
    List<T> padded = new ArrayList<>(elements);
    padded.addAll(Collections.nCopies(missing, elements.get(elements.size() - 1)));
    return padded;
  }
}

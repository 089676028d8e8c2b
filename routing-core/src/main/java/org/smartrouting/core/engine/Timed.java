package org.smartrouting.core.engine;

/** Something with one next moment at which it has to be looked at. */
abstract class Timed {
  /** Later than any time: nothing is due. */
  static final long NEVER = Long.MAX_VALUE;

  private long dueMicros = NEVER;
  private int heapIndex = -1;

  final long dueMicros() {
    return dueMicros;
  }

  final void dueAt(long micros) {
    dueMicros = micros;
  }

  /** Place in the heap; -1 outside. */
  final int heapIndex() {
    return heapIndex;
  }

  final void heapIndex(int index) {
    heapIndex = index;
  }
}

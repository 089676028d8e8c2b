package org.smartrouting.core.engine;

/**
 * Where in the queue a task waits.
 *
 * @param ahead tasks with the same requirement that are before it; estimated when several keys wait
 * @param fairnessKey its key
 * @param keys number of keys in the pool that have waiting tasks
 * @param sharePercent weight of its key in percent of theirs
 */
record Place(long ahead, String fairnessKey, int keys, double sharePercent) {
  /** Of a task that is in no queue. */
  static final Place NOWHERE = new Place(0, "", 0, 0);
}

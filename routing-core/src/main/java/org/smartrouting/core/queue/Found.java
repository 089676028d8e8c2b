package org.smartrouting.core.queue;

/**
 * A task and the share to which it belongs.
 *
 * @param <T> the task
 */
record Found<T extends Waiting>(Share share, T task) {
  /** Whether it is served before another. */
  boolean isBefore(Found<T> other) {
    int byShare = share == other.share ? 0 : Share.ORDER.compare(share, other.share);
    return byShare == 0 ? Waiting.ORDER.compare(task, other.task) < 0 : byShare < 0;
  }
}

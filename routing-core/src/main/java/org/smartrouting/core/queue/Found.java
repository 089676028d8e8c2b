package org.smartrouting.core.queue;

/**
 * A task and the share to which it belongs.
 *
 * @param <T> the task
 */
record Found<T extends Waiting>(Share share, T task) {}

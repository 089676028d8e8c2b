package org.smartrouting.core.task;

import org.jspecify.annotations.Nullable;
import org.smartrouting.core.orchestration.Plan;
import org.smartrouting.core.pool.PoolKey;

/**
 * The unit of work at one moment: what the store keeps and what callers see. Immutable.
 *
 * @param id its identity
 * @param pool tenant and pool
 * @param spec what the submitter asks for
 * @param fingerprint digest of the request that made it
 * @param delivery how it reaches the specialist
 * @param createdMicros when the submit was accepted, microseconds since the epoch
 * @param status all that changes while the task lives
 * @param plan what makes it one of a session; null when it is none
 */
public record Task(
    TaskId id,
    PoolKey pool,
    TaskSpec spec,
    RequestFingerprint fingerprint,
    Delivery delivery,
    long createdMicros,
    TaskStatus status,
    @Nullable Plan plan) {
  /** A task of no session. */
  public Task(
      TaskId id,
      PoolKey pool,
      TaskSpec spec,
      RequestFingerprint fingerprint,
      Delivery delivery,
      long createdMicros,
      TaskStatus status) {
    this(id, pool, spec, fingerprint, delivery, createdMicros, status, null);
  }

  /** The same as one of a session; null for none. */
  public Task with(@Nullable Plan value) {
    return new Task(id, pool, spec, fingerprint, delivery, createdMicros, status, value);
  }

  /** Where the task is in its life. */
  public TaskState state() {
    return status.state();
  }
}

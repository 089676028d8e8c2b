package org.smartrouting.core.engine;

import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/** Refusals that several parts have in common, so that each is worded once. */
final class Refusals {
  private Refusals() {}

  static Refusal noTask(TaskId id) {
    return Refusal.of(
        RefusalReason.TASK_NOT_FOUND, "there is no task " + id, "task_id", id.toString());
  }

  static Refusal noPool(PoolKey key) {
    return Refusal.of(
        RefusalReason.POOL_NOT_FOUND, "there is no pool " + key.pool(), "pool", key.pool());
  }

  static Refusal noSpecialist(SpecialistKey key) {
    return Refusal.of(
        RefusalReason.SPECIALIST_NOT_FOUND,
        "there is no specialist " + key.id() + " in pool " + key.pool().pool(),
        "specialist_id",
        key.id(),
        "pool",
        key.pool().pool());
  }

  static Refusal wrongState(TaskId id, TaskState actual, String rule) {
    return Refusal.of(
        RefusalReason.WRONG_TASK_STATE,
        "task " + id + " is " + actual + ": " + rule,
        "task_id",
        id.toString(),
        "state",
        actual.name());
  }

  static Refusal staleEtag(long expected, long actual) {
    return Refusal.of(
        RefusalReason.STALE_ETAG,
        "etag " + expected + " is not the current one, which is " + actual,
        "etag",
        Long.toString(expected),
        "current_etag",
        Long.toString(actual));
  }

  static Refusal staleAssignment(TaskId id) {
    return Refusal.of(
        RefusalReason.STALE_ASSIGNMENT,
        "the token is not that of the current assignment of task " + id,
        "task_id",
        id.toString());
  }

  static Refusal notAccepted(TaskId id) {
    return Refusal.of(
        RefusalReason.NOT_ACCEPTED,
        "the assignment of task " + id + " must be accepted first",
        "task_id",
        id.toString());
  }

  static Refusal keyFull(String key, int limit) {
    return Refusal.of(
        RefusalReason.KEY_FULL,
        "fairness key '" + key + "' has " + limit + " waiting tasks, its greatest number",
        "fairness_key",
        key,
        "limit",
        Integer.toString(limit));
  }

  static Refusal superseded(String what) {
    return Refusal.of(RefusalReason.SESSION_SUPERSEDED, what);
  }
}

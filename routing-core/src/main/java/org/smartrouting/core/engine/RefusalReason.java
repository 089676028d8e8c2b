package org.smartrouting.core.engine;

/** Reasons for which the engine, or the shard around it, refuses. Named as in the API. */
public enum RefusalReason {
  /** A value breaks a rule that only the engine can check. */
  INVALID_FIELD,
  /** There is no such task for this tenant. */
  TASK_NOT_FOUND,
  /** There is no such specialist. */
  SPECIALIST_NOT_FOUND,
  /** There is no such pool. */
  POOL_NOT_FOUND,
  /** The request id came before with another request. */
  REQUEST_ID_REUSED,
  /** There is a pool with this id. */
  POOL_EXISTS,
  /** The version that a change is based on is not the current one. */
  STALE_ETAG,
  /** The token is not that of the current assignment. */
  STALE_ASSIGNMENT,
  /** The assignment was not accepted yet. */
  NOT_ACCEPTED,
  /** The state of the task does not allow it. */
  WRONG_TASK_STATE,
  /** A dependency does not exist in the pool. */
  DEPENDENCY_NOT_FOUND,
  /** The dependencies would form a cycle. */
  DEPENDENCY_CYCLE,
  /** The pool has its greatest number of unfinished tasks. */
  POOL_FULL,
  /** The shard has more commands waiting than it can take. */
  OVERLOADED,
  /** The shard is not serving now. */
  NOT_SERVING,
  /** A newer connection of the same specialist took over. */
  SESSION_SUPERSEDED,
  /** The pool still has unfinished tasks or specialists. */
  POOL_NOT_EMPTY,
  /** The specialist still holds assignments. */
  SPECIALIST_BUSY,
  /** Nobody took the task within the wait of the call. */
  NOT_ASSIGNED_IN_TIME,
  /** The unfinished tasks have the greatest size in memory that is allowed. */
  MEMORY_FULL,
  /** The default pool cannot be deleted. */
  DEFAULT_POOL,
  /** Nothing was heard from a connected specialist for the session timeout. */
  SESSION_EXPIRED,
  /** The task would hardly be finished by its deadline. */
  DEADLINE_INFEASIBLE,
  /** The fairness key has its greatest number of waiting tasks. */
  KEY_FULL,
  /** There is no such session. */
  SESSION_NOT_FOUND,
  /** The pool has its greatest number of sessions. */
  TOO_MANY_SESSIONS,
  /** The session has its greatest number of tasks. */
  SESSION_FULL,
  /** Somebody else works on the task, or is about to. */
  ALREADY_CLAIMED,
  /** The task waits for others. */
  DEPENDENCIES_OPEN,
  /** Parts of the task are not finished. */
  CHILDREN_OPEN,
  /** Unfinished tasks need the task. */
  HAS_DEPENDENTS,
  /** The task has no such artifact. */
  ARTIFACT_NOT_FOUND
}

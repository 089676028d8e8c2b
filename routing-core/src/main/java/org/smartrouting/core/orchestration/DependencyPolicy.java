package org.smartrouting.core.orchestration;

/** What happens to a task when a dependency ends without success. */
public enum DependencyPolicy {
  /** It is blocked. */
  BLOCK,
  /** It is cancelled. */
  CANCEL,
  /** It goes on without it. */
  IGNORE
}

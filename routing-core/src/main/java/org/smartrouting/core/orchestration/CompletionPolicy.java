package org.smartrouting.core.orchestration;

/** How a task with parts is completed. */
public enum CompletionPolicy {
  /** By somebody. */
  MANUAL,
  /** Also by itself, when all its parts are done. */
  AUTO
}

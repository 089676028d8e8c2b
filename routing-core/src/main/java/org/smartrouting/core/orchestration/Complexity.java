package org.smartrouting.core.orchestration;

/** How hard a task is. */
public enum Complexity {
  /** No thought needed. */
  TRIVIAL,
  /** Little thought needed. */
  SIMPLE,
  /** As most tasks. */
  MODERATE,
  /** Many things to keep in mind. */
  COMPLEX,
  /** It had better be divided. */
  VERY_COMPLEX
}

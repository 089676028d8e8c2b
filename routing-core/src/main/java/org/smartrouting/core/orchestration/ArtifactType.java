package org.smartrouting.core.orchestration;

/** What an artifact is. */
public enum ArtifactType {
  /** Code. */
  CODE,
  /** Text for people. */
  DOCUMENTATION,
  /** What was found out. */
  ANALYSIS,
  /** How something is to be built. */
  DESIGN,
  /** Tests, or what they showed. */
  TEST,
  /** Configuration. */
  CONFIG,
  /** Anything else. */
  GENERAL
}

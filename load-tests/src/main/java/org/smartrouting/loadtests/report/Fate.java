package org.smartrouting.loadtests.report;

/** What became of a task of a trace. */
public enum Fate {
  /** It was done. */
  SUCCEEDED,
  /** Its attempts were used up. */
  FAILED,
  /** It was cancelled. */
  CANCELLED,
  /** Its deadline passed. */
  EXPIRED,
  /** It was acknowledged and was not finished when the run ended. */
  OPEN,
  /** It was acknowledged and the router did not know it when the run ended. */
  UNKNOWN,
  /** Its submit was not acknowledged. */
  REFUSED
}

package org.smartrouting.core.score;

/** The terms of a score, each with the unit of its input. */
public enum ScoreTermKind {
  /** Price of the specialist's time; input: credits per second. */
  PRICE,
  /** Time until the expected end; input: seconds. */
  TIME,
  /** Risk of failure; input: probability of success, 0..1. */
  FAILURE,
  /** Load, own and reported; input: utilisation of the slots, 0..1. */
  LOAD,
  /** How well the skills fit; input: fit, 0..1. */
  FIT,
  /** Expected lateness, of tasks with a deadline; input: seconds. */
  LATENESS,
  /**
   * Price of keeping busy a specialist whose other skills are scarce; input: busy share of the
   * slots of the scarcest skill that the task does not need, to the fourth power, 0..1.
   */
  SCARCITY,
  /** How much of the preferences is met, of tasks that have some; input: share, 0..1. */
  PREFERENCE
}

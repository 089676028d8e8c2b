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
  FIT
}

package org.smartrouting.core.score;

/** Which number of a {@link Posterior} a decision has taken for the probability of success. */
public enum SuccessBasis {
  /** Its mean. */
  MEAN,
  /** A number drawn from it, or its mean if that is greater: Thompson sampling. */
  DRAW,
  /** The number that it exceeds with probability 0.9: for work that cannot be done twice. */
  LOW_QUANTILE
}

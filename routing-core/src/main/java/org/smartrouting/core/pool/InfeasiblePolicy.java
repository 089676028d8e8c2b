package org.smartrouting.core.pool;

/** What becomes of a submitted task that will hardly be finished by its deadline. */
public enum InfeasiblePolicy {
  /** It is taken, and nothing is computed. */
  ACCEPT,
  /** It is taken, and the probability that it is on time is kept with it. */
  FLAG,
  /** It is refused. */
  REJECT
}

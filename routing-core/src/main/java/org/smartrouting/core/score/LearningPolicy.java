package org.smartrouting.core.score;

/**
 * How a pool learns from the results of its specialists.
 *
 * @param exploration how specialists are tried of which little is known
 * @param memory weight beyond which older results fade, {@value #LEAST_MEMORY}..{@value
 *     #GREATEST_MEMORY}
 * @param idleHalfLifeMicros time in which half of what is known of somebody is forgotten who does
 *     nothing, microseconds, positive; it is forgotten no faster than by half in {@value
 *     #IDLE_RESULTS} results of the pool for each of its specialists
 * @param leastPrior least weight, in results, of what the pool teaches about a specialist, positive
 * @param greatestPrior greatest such weight, not less
 * @param newcomerShare share of the tasks that goes to specialists who never had {@value
 *     #PROVEN_RESULTS} results: no less once anybody compared has, no more once most have, 0..1; 0
 *     to leave it to the draws
 * @param ejection when somebody who keeps failing gets no work for a while
 */
public record LearningPolicy(
    Exploration exploration,
    double memory,
    long idleHalfLifeMicros,
    double leastPrior,
    double greatestPrior,
    double newcomerShare,
    Ejection ejection) {
  /** Least memory. */
  public static final double LEAST_MEMORY = 10;

  /** Greatest memory. */
  public static final double GREATEST_MEMORY = 100_000;

  /** Results of the pool for each of its specialists in which at most half is forgotten. */
  public static final int IDLE_RESULTS = 350;

  /** Results from which on a specialist is not a newcomer any more. */
  public static final int PROVEN_RESULTS = 10;

  /** What a pool has that says nothing. */
  public static final LearningPolicy DEFAULT =
      new LearningPolicy(
          Exploration.THOMPSON, 200, 7L * 86_400 * 1_000_000, 2, 20, 0, Ejection.DEFAULT);

  /** Checks the bounds. */
  public LearningPolicy {
    if (!(memory >= LEAST_MEMORY && memory <= GREATEST_MEMORY)
        || idleHalfLifeMicros <= 0
        || !(leastPrior > 0 && leastPrior <= greatestPrior)
        || !(newcomerShare >= 0 && newcomerShare <= 1)) {
      throw new IllegalArgumentException(
          "not a way to learn: " + memory + ", " + idleHalfLifeMicros + ", " + leastPrior);
    }
  }

  /** The same with another share of newcomers. */
  public LearningPolicy withNewcomerShare(double value) {
    return new LearningPolicy(
        exploration, memory, idleHalfLifeMicros, leastPrior, greatestPrior, value, ejection);
  }

  /** The same with another exploration. */
  public LearningPolicy with(Exploration value) {
    return new LearningPolicy(
        value, memory, idleHalfLifeMicros, leastPrior, greatestPrior, newcomerShare, ejection);
  }
}

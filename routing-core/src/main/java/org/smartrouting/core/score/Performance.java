package org.smartrouting.core.score;

/**
 * What is known of one specialist at one type of task: counts of results and moments of the
 * logarithm of the duration of the successes. Failures teach no duration: who fails at once would
 * look fast and draw all the work. Immutable; {@link #NONE} is somebody of whom nothing is known.
 *
 * @param successes weight of the successes, not negative
 * @param failures weight of the failures, not negative
 * @param durations weight of the measured durations, not negative
 * @param meanLogSeconds mean of ln(seconds)
 * @param squaredLogSeconds weighted sum of squared distances of ln(seconds) from its mean
 */
public record Performance(
    double successes,
    double failures,
    double durations,
    double meanLogSeconds,
    double squaredLogSeconds) {
  /** Nothing is known. */
  public static final Performance NONE = new Performance(0, 0, 0, 0, 0);

  /** Weight beyond which older results fade, so that a change shows within as many results. */
  static final double MEMORY = 200;

  private static final double SHORTEST_SECONDS = 1e-6;

  /**
   * With one more result.
   *
   * @param success whether it was a success
   * @param seconds how long it took; counts for a success only
   */
  public Performance with(boolean success, double seconds) {
    double weight = successes + failures;
    double fade = weight + 1 > MEMORY ? (MEMORY - 1) / weight : 1;
    if (!success) {
      return new Performance(
          successes * fade, failures * fade + 1, durations, meanLogSeconds, squaredLogSeconds);
    }
    double durationFade = durations + 1 > MEMORY ? (MEMORY - 1) / durations : 1;
    double n = durations * durationFade + 1;
    double x = Math.log(Math.max(seconds, SHORTEST_SECONDS));
    double distance = x - meanLogSeconds;
    double mean = meanLogSeconds + distance / n;
    return new Performance(
        successes * fade + 1,
        failures * fade,
        n,
        mean,
        squaredLogSeconds * durationFade + distance * (x - mean));
  }
}

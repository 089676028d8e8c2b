package org.smartrouting.core.score;

/**
 * What is known of one specialist at one type of task: counts of results and moments of the
 * logarithm of the duration. Immutable; {@link #NONE} is somebody of whom nothing is known.
 *
 * @param successes weight of the successes, not negative
 * @param failures weight of the failures, not negative
 * @param durations weight of the measured durations, not negative
 * @param meanLogSeconds mean of ln(seconds)
 * @param squaredLogSeconds weighted sum of squared distances of ln(seconds) from its mean
 * @param updatedMicros when the last result came, microseconds since the epoch; 0 for never
 */
public record Performance(
    double successes,
    double failures,
    double durations,
    double meanLogSeconds,
    double squaredLogSeconds,
    long updatedMicros) {
  /** Nothing is known. */
  public static final Performance NONE = new Performance(0, 0, 0, 0, 0, 0);

  private static final double SHORTEST_SECONDS = 1e-6;

  /** Weight of all results. */
  public double results() {
    return successes + failures;
  }

  /**
   * With one more result.
   *
   * @param memory weight beyond which older results fade, so that a change shows within as many
   * @param nowMicros when it came
   */
  public Performance with(Result result, double memory, long nowMicros) {
    double fade = fade(results(), memory);
    double good = successes * fade + result.reward();
    double bad = failures * fade + 1 - result.reward();
    if (!result.timed()) {
      return new Performance(good, bad, durations, meanLogSeconds, squaredLogSeconds, nowMicros);
    }
    double durationFade = fade(durations, memory);
    double n = durations * durationFade + 1;
    double x = Math.log(Math.max(result.seconds(), SHORTEST_SECONDS));
    double distance = x - meanLogSeconds;
    double mean = meanLogSeconds + distance / n;
    return new Performance(
        good, bad, n, mean, squaredLogSeconds * durationFade + distance * (x - mean), nowMicros);
  }

  /**
   * What is left of it after a while without results: the same shares with less weight.
   *
   * @param halfLives how long the while was, in half-lives; not negative
   */
  public Performance faded(double halfLives) {
    if (halfLives <= 0) {
      return this;
    }
    double rest = Math.pow(2, -halfLives);
    return new Performance(
        successes * rest,
        failures * rest,
        durations * rest,
        meanLogSeconds,
        squaredLogSeconds * rest,
        updatedMicros);
  }

  private static double fade(double weight, double memory) {
    return weight + 1 > memory ? (memory - 1) / weight : 1;
  }
}

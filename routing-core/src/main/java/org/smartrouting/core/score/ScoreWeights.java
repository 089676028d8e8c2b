package org.smartrouting.core.score;

/**
 * Weights of the score, each 0..1,000,000.
 *
 * @param price credits for each credit that the specialist asks
 * @param time credits for each second until the expected end
 * @param failure credits for a failed attempt
 * @param fit credits for a full fit against none
 * @param load credits for a fully loaded specialist against an idle one
 * @param lateness credits for each second that a task is expected to be late
 * @param scarcity credits for a specialist whose other skills nobody else has free
 * @param preference credits for all preferences met against none
 */
public record ScoreWeights(
    double price,
    double time,
    double failure,
    double fit,
    double load,
    double lateness,
    double scarcity,
    double preference) {
  /** What a pool has that says nothing. */
  public static final ScoreWeights DEFAULT = new ScoreWeights(1, 1, 10, 5, 1, 1, 1, 5);
}

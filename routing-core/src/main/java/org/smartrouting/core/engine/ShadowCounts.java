package org.smartrouting.core.engine;

/**
 * How the choices of rules that are tried differ from those that were made, since they are tried.
 *
 * @param decisions decisions that were compared
 * @param agreedShare share of them in which both chose the same, 0..1; 0 when none was
 * @param meanCostDifference by how much the cost of the other choices is greater, by the rules in
 *     use, in credits
 * @param active what is expected of the choices that were made
 * @param shadow what is expected of the choices that were not
 */
public record ShadowCounts(
    long decisions,
    double agreedShare,
    double meanCostDifference,
    Expectation active,
    Expectation shadow) {
  /**
   * Means over choices.
   *
   * @param seconds expected duration
   * @param success expected probability of success
   * @param price expected price in credits
   */
  public record Expectation(double seconds, double success, double price) {}
}

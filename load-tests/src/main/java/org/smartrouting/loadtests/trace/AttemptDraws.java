package org.smartrouting.loadtests.trace;

/**
 * Decides which attempts succeed. A draw depends only on the seed, the task and the number of the
 * attempt, so that runs with the same seed can be compared whatever else is different in them.
 * Immutable.
 *
 * @param seed any number
 */
public record AttemptDraws(long seed) {
  // Odd constants of splitmix64; any that spread bits well would do.
  private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;
  private static final double UNIT = 0x1p-53;

  /**
   * Whether an attempt succeeds.
   *
   * @param task index of the task in its trace
   * @param attempt number of the attempt, from 1
   * @param chance how likely it is, 0..1
   */
  public boolean succeeds(int task, int attempt, double chance) {
    return uniform(task, attempt) < chance;
  }

  /** A number of 0..1 without 1 that belongs to an attempt. */
  double uniform(int task, int attempt) {
    long mixed = mix(mix(mix(seed) + task) + attempt);
    return (mixed >>> 11) * UNIT;
  }

  private static long mix(long value) {
    long bits = value + GOLDEN;
    bits = (bits ^ (bits >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return bits ^ (bits >>> 31);
  }
}

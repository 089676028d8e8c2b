package org.smartrouting.core.score;

/**
 * What an attempt has shown.
 *
 * @param reward how good it was, 0 (failed)..1 (as good as can be)
 * @param seconds how long it took
 * @param timed whether the time says how long the task takes; what fails at once would look fast
 *     and draw all the work
 */
public record Result(double reward, double seconds, boolean timed) {
  /** Checks the range. */
  public Result {
    if (!(reward >= 0 && reward <= 1)) {
      throw new IllegalArgumentException("a reward is " + reward);
    }
  }

  /** It was completed. */
  public static Result completed(double quality, double seconds) {
    return new Result(quality, seconds, true);
  }

  /** It failed. */
  public static Result failed(double seconds) {
    return new Result(0, seconds, false);
  }

  /** It was stopped after its execution timeout: it takes that long at least. */
  public static Result timedOut(double seconds) {
    return new Result(0, seconds, true);
  }
}

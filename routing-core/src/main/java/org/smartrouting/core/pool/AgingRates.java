package org.smartrouting.core.pool;

import org.smartrouting.core.task.Priority;

/**
 * How fast a waiting task of each priority becomes urgent, each {@value #LEAST}..{@value
 * #GREATEST}; only their ratios count.
 *
 * @param critical of CRITICAL
 * @param high of HIGH
 * @param normal of NORMAL
 * @param low of LOW
 * @param bulk of BULK
 */
public record AgingRates(double critical, double high, double normal, double low, double bulk) {
  /** Least rate. */
  public static final double LEAST = 0.001;

  /** Greatest rate. */
  public static final double GREATEST = 1000;

  /** Each priority ages twice as fast as the one below. */
  public static final AgingRates DEFAULT = new AgingRates(16, 8, 4, 2, 1);

  /** Checks the rates. */
  public AgingRates {
    check(critical);
    check(high);
    check(normal);
    check(low);
    check(bulk);
  }

  /** Rate of one priority. */
  public double of(Priority priority) {
    return switch (priority) {
      case CRITICAL -> critical;
      case HIGH -> high;
      case NORMAL -> normal;
      case LOW -> low;
      case BULK -> bulk;
    };
  }

  private static void check(double rate) {
    if (!(rate >= LEAST && rate <= GREATEST)) {
      throw new IllegalArgumentException("a rate of aging is " + rate);
    }
  }
}

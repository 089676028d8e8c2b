package org.smartrouting.server.validation;

import com.google.protobuf.Duration;
import java.math.BigDecimal;
import org.smartrouting.v1.FieldRules;

/**
 * Checks a duration: that it is well formed and in its range.
 *
 * @param min least value in seconds; negative infinity for no limit
 * @param max greatest value in seconds; positive infinity for no limit
 * @param minNanos the same in nanoseconds
 * @param maxNanos the same in nanoseconds
 */
record DurationCheck(double min, double max, long minNanos, long maxNanos) implements ValueCheck {
  private static final long MAX_SECONDS = 315_576_000_000L;
  private static final int NANOS_PER_SECOND = 1_000_000_000;

  // Nanoseconds of longer ones do not fit; no limit of a field is as long.
  private static final long SATURATING_SECONDS = 9_000_000_000L;

  static DurationCheck of(FieldRules rules) {
    double min = rules.hasMin() ? rules.getMin() : Double.NEGATIVE_INFINITY;
    double max = rules.hasMax() ? rules.getMax() : Double.POSITIVE_INFINITY;
    return new DurationCheck(
        min,
        max,
        rules.hasMin() ? nanos(min) : Long.MIN_VALUE,
        rules.hasMax() ? nanos(max) : Long.MAX_VALUE);
  }

  @Override
  public void check(Object value, Findings findings) {
    Duration duration = (Duration) value;
    long seconds = duration.getSeconds();
    int nanos = duration.getNanos();
    if (seconds < -MAX_SECONDS || seconds > MAX_SECONDS) {
      findings.add("must be a duration of -10,000..10,000 years, not " + seconds + " s");
    } else if (nanos <= -NANOS_PER_SECOND || nanos >= NANOS_PER_SECOND) {
      findings.add("must have nanos -999999999..999999999, not " + nanos);
    } else if ((seconds < 0 && nanos > 0) || (seconds > 0 && nanos < 0)) {
      findings.add("must have seconds and nanos of the same sign");
    } else {
      long total = total(seconds, nanos);
      if (total < minNanos || total > maxNanos) {
        String actual = Ranges.plain(seconds + nanos / (double) NANOS_PER_SECOND);
        findings.add(Ranges.mustBe(min, max, " s", actual));
      }
    }
  }

  private static long total(long seconds, int nanos) {
    if (Math.abs(seconds) > SATURATING_SECONDS) {
      return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return seconds * NANOS_PER_SECOND + nanos;
  }

  private static long nanos(double seconds) {
    return BigDecimal.valueOf(seconds).movePointRight(9).longValueExact();
  }
}

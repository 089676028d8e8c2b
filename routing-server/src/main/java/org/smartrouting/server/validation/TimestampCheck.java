package org.smartrouting.server.validation;

import com.google.protobuf.Timestamp;

/** Checks a time. */
enum TimestampCheck implements ValueCheck {
  /** That it is well formed. */
  ANY_TIME,
  /** That it is well formed and in the future. */
  FUTURE;

  private static final long FIRST_SECOND = -62_135_596_800L;
  private static final long LAST_SECOND = 253_402_300_799L;

  @Override
  public void check(Object value, Findings findings) {
    Timestamp time = (Timestamp) value;
    long seconds = time.getSeconds();
    int nanos = time.getNanos();
    if (seconds < FIRST_SECOND || seconds > LAST_SECOND) {
      findings.add("must be in the years 1..9999, not at " + seconds + " s");
    } else if (nanos < 0 || nanos > 999_999_999) {
      findings.add("must have nanos 0..999999999, not " + nanos);
    } else if (this == FUTURE && seconds * 1_000_000 + nanos / 1_000 <= findings.nowMicros()) {
      findings.add("must be in the future");
    }
  }
}

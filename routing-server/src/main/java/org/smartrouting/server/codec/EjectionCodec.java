package org.smartrouting.server.codec;

import org.smartrouting.core.score.Ejection;

/** When those who keep failing get no work. */
final class EjectionCodec {
  private EjectionCodec() {}

  /**
   * Puts the fields that a message has over what there is. A longest time that then is below the
   * base is raised to it, because the two can come from different calls.
   */
  static Ejection over(Ejection base, org.smartrouting.v1.Ejection message) {
    long first =
        message.hasBaseTime() ? TimeCodec.micros(message.getBaseTime()) : base.baseMicros();
    long longest =
        message.hasLongestTime()
            ? TimeCodec.micros(message.getLongestTime())
            : base.longestMicros();
    return new Ejection(
        message.hasLeastResults() ? message.getLeastResults() : base.leastResults(),
        message.hasFailurePercent() ? message.getFailurePercent() : base.failurePercent(),
        message.hasDeviations() ? message.getDeviations() : base.deviations(),
        first,
        Math.max(first, longest),
        message.hasMostPercent() ? message.getMostPercent() : base.mostPercent());
  }

  static org.smartrouting.v1.Ejection toMessage(Ejection ejection) {
    return org.smartrouting.v1.Ejection.newBuilder()
        .setLeastResults(ejection.leastResults())
        .setFailurePercent(ejection.failurePercent())
        .setDeviations(ejection.deviations())
        .setBaseTime(TimeCodec.duration(ejection.baseMicros()))
        .setLongestTime(TimeCodec.duration(ejection.longestMicros()))
        .setMostPercent(ejection.mostPercent())
        .build();
  }
}

package org.smartrouting.server.codec;

import org.smartrouting.core.pool.PreemptionPolicy;

/** Whether running tasks have to make way for critical ones. */
final class PreemptionCodec {
  private PreemptionCodec() {}

  /** Puts the fields that a message has over what there is. */
  static PreemptionPolicy over(
      PreemptionPolicy base, org.smartrouting.v1.PreemptionPolicy message) {
    return new PreemptionPolicy(
        message.hasEnabled() ? message.getEnabled() : base.enabled(),
        message.hasMinRun() ? TimeCodec.micros(message.getMinRun()) : base.minRunMicros(),
        message.hasPercentPerMinute() ? message.getPercentPerMinute() : base.percentPerMinute());
  }

  static org.smartrouting.v1.PreemptionPolicy toMessage(PreemptionPolicy policy) {
    return org.smartrouting.v1.PreemptionPolicy.newBuilder()
        .setEnabled(policy.enabled())
        .setMinRun(TimeCodec.duration(policy.minRunMicros()))
        .setPercentPerMinute(policy.percentPerMinute())
        .build();
  }
}

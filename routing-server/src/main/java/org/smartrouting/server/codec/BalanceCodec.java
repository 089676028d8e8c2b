package org.smartrouting.server.codec;

import org.smartrouting.core.pool.BalancePolicy;

/** How much work specialists are given. */
final class BalanceCodec {
  private BalanceCodec() {}

  /**
   * Puts the fields that a message has over what there is. An end that then comes before the age at
   * which a report is stale is raised to it, because the two can come from different calls.
   */
  static BalancePolicy over(BalancePolicy base, org.smartrouting.v1.BalancePolicy message) {
    double staleAfter = message.hasStaleAfter() ? message.getStaleAfter() : base.staleAfter();
    double outAfter = message.hasOutAfter() ? message.getOutAfter() : base.outAfter();
    return new BalancePolicy(
        message.hasUtilizationCeiling()
            ? message.getUtilizationCeiling()
            : base.utilizationCeiling(),
        staleAfter,
        Math.max(staleAfter, outAfter),
        message.hasSlowStartResults() ? message.getSlowStartResults() : base.slowStartResults(),
        message.hasBatchWindow()
            ? TimeCodec.micros(message.getBatchWindow())
            : base.batchWindowMicros(),
        message.hasPrefetch() ? message.getPrefetch() : base.prefetch());
  }

  static org.smartrouting.v1.BalancePolicy toMessage(BalancePolicy policy) {
    return org.smartrouting.v1.BalancePolicy.newBuilder()
        .setUtilizationCeiling(policy.utilizationCeiling())
        .setStaleAfter(policy.staleAfter())
        .setOutAfter(policy.outAfter())
        .setSlowStartResults(policy.slowStartResults())
        .setBatchWindow(TimeCodec.duration(policy.batchWindowMicros()))
        .setPrefetch(policy.prefetch())
        .build();
  }
}

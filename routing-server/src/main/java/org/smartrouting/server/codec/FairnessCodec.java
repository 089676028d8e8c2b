package org.smartrouting.server.codec;

import java.util.Map;
import org.smartrouting.core.pool.Fairness;
import org.smartrouting.core.pool.FairnessMeasure;

/** How waiting tasks share specialists. */
final class FairnessCodec {
  private FairnessCodec() {}

  /** Puts the fields that a message has over what there is; weights of keys replace all others. */
  static Fairness over(Fairness base, org.smartrouting.v1.Fairness message) {
    Map<String, Double> weights = message.getWeightsMap();
    return new Fairness(
        weights.isEmpty() ? base.weights() : weights,
        message.hasDefaultWeight() ? message.getDefaultWeight() : base.defaultWeight(),
        measure(message.getMeasure(), base.measure()),
        message.hasMaxInFlight() ? message.getMaxInFlight() : base.maxInFlight(),
        message.hasMaxWaiting() ? message.getMaxWaiting() : base.maxWaiting());
  }

  static org.smartrouting.v1.Fairness toMessage(Fairness fairness) {
    return org.smartrouting.v1.Fairness.newBuilder()
        .putAllWeights(fairness.weights())
        .setDefaultWeight(fairness.defaultWeight())
        .setMeasure(
            switch (fairness.measure()) {
              case TASKS -> org.smartrouting.v1.FairnessMeasure.FAIRNESS_MEASURE_TASKS;
              case SERVICE_TIME ->
                  org.smartrouting.v1.FairnessMeasure.FAIRNESS_MEASURE_SERVICE_TIME;
            })
        .setMaxInFlight(fairness.maxInFlight())
        .setMaxWaiting(fairness.maxWaiting())
        .build();
  }

  private static FairnessMeasure measure(
      org.smartrouting.v1.FairnessMeasure message, FairnessMeasure base) {
    return switch (message) {
      case FAIRNESS_MEASURE_UNSPECIFIED -> base;
      case FAIRNESS_MEASURE_TASKS -> FairnessMeasure.TASKS;
      case FAIRNESS_MEASURE_SERVICE_TIME -> FairnessMeasure.SERVICE_TIME;
      case UNRECOGNIZED -> throw new IllegalArgumentException("not a measure: " + message);
    };
  }
}

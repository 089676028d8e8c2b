package org.smartrouting.server.codec;

import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.RetryOverrides;
import org.smartrouting.core.assignment.RetryPolicy;

/** Retry policies: those of pools, which are complete, and what tasks say instead. */
final class RetryCodec {
  private RetryCodec() {}

  /** Reads what a task, or the change of a pool, says; what is absent it does not say. */
  static RetryOverrides toDomain(org.smartrouting.v1.RetryPolicy message) {
    RetryOverrides overrides =
        new RetryOverrides(
            message.hasMaxAttempts() ? message.getMaxAttempts() : null,
            message.hasInitialBackoff() ? TimeCodec.micros(message.getInitialBackoff()) : null,
            message.hasMaxBackoff() ? TimeCodec.micros(message.getMaxBackoff()) : null,
            message.hasBackoffMultiplier() ? message.getBackoffMultiplier() : null,
            message.hasJitter() ? message.getJitter() : null);
    return overrides.equals(RetryOverrides.NONE) ? RetryOverrides.NONE : overrides;
  }

  /** Writes what a task says. */
  static org.smartrouting.v1.RetryPolicy toMessage(RetryOverrides overrides) {
    var message = org.smartrouting.v1.RetryPolicy.newBuilder();
    @Nullable Integer maxAttempts = overrides.maxAttempts();
    if (maxAttempts != null) {
      message.setMaxAttempts(maxAttempts);
    }
    @Nullable Long initialBackoff = overrides.initialBackoffMicros();
    if (initialBackoff != null) {
      message.setInitialBackoff(TimeCodec.duration(initialBackoff));
    }
    @Nullable Long maxBackoff = overrides.maxBackoffMicros();
    if (maxBackoff != null) {
      message.setMaxBackoff(TimeCodec.duration(maxBackoff));
    }
    @Nullable Double multiplier = overrides.backoffMultiplier();
    if (multiplier != null) {
      message.setBackoffMultiplier(multiplier);
    }
    @Nullable Double jitter = overrides.jitter();
    if (jitter != null) {
      message.setJitter(jitter);
    }
    return message.build();
  }

  /** Writes the policy of a pool. */
  static org.smartrouting.v1.RetryPolicy toMessage(RetryPolicy policy) {
    return org.smartrouting.v1.RetryPolicy.newBuilder()
        .setMaxAttempts(policy.maxAttempts())
        .setInitialBackoff(TimeCodec.duration(policy.initialBackoffMicros()))
        .setMaxBackoff(TimeCodec.duration(policy.maxBackoffMicros()))
        .setBackoffMultiplier(policy.backoffMultiplier())
        .setJitter(policy.jitter())
        .build();
  }
}

package org.smartrouting.server.codec;

import org.smartrouting.core.task.Affinity;
import org.smartrouting.core.task.AffinityMode;

/** Affinities of tasks. */
final class AffinityCodec {
  private AffinityCodec() {}

  /**
   * Reads an affinity.
   *
   * @param message a message that breaks no rule
   */
  static Affinity toDomain(org.smartrouting.v1.Affinity message) {
    return new Affinity(
        message.getSpecialistId(),
        message.getKey(),
        mode(message.getMode()),
        TimeCodec.micros(message.getStickyWait()));
  }

  /** Writes an affinity that wants somebody. */
  static org.smartrouting.v1.Affinity toMessage(Affinity affinity) {
    var message =
        org.smartrouting.v1.Affinity.newBuilder()
            .setMode(
                switch (affinity.mode()) {
                  case SOFT -> org.smartrouting.v1.AffinityMode.AFFINITY_MODE_SOFT;
                  case HARD -> org.smartrouting.v1.AffinityMode.AFFINITY_MODE_HARD;
                });
    if (affinity.key().isEmpty()) {
      message.setSpecialistId(affinity.specialistId());
    } else {
      message.setKey(affinity.key());
    }
    if (affinity.stickyWaitMicros() > 0) {
      message.setStickyWait(TimeCodec.duration(affinity.stickyWaitMicros()));
    }
    return message.build();
  }

  private static AffinityMode mode(org.smartrouting.v1.AffinityMode message) {
    return switch (message) {
      case AFFINITY_MODE_UNSPECIFIED, AFFINITY_MODE_SOFT -> AffinityMode.SOFT;
      case AFFINITY_MODE_HARD -> AffinityMode.HARD;
      case UNRECOGNIZED -> throw new IllegalArgumentException("not a mode: " + message);
    };
  }
}

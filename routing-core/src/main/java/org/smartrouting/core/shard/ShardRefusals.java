package org.smartrouting.core.shard;

import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.RefusalReason;

/** What a shard answers when its engine cannot. */
final class ShardRefusals {
  static final Refusal RECOVERING =
      Refusal.of(RefusalReason.NOT_SERVING, "the shard is taking over its state; retry");

  static final Refusal STOPPING =
      Refusal.of(RefusalReason.NOT_SERVING, "the server is stopping; retry with another or later");

  static final Refusal FENCED =
      Refusal.of(RefusalReason.NOT_SERVING, "another server has taken over; connect to that one");

  static final Refusal UNKNOWN_OUTCOME =
      Refusal.of(
          RefusalReason.NOT_SERVING,
          "the database failed before it confirmed; retry with the same request_id");

  static final Refusal OVERLOADED =
      Refusal.of(RefusalReason.OVERLOADED, "the shard has too many requests waiting");

  private ShardRefusals() {}
}

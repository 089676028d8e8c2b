package org.smartrouting.core.engine;

import java.util.List;
import org.smartrouting.core.pool.Pool;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.task.Priority;

/** Creates, reads, changes and deletes pools. */
final class PoolDesk {
  private final ShardState state;
  private final Transitions transitions;
  private final Presence presence;

  PoolDesk(ShardState state, Transitions transitions, Presence presence) {
    this.state = state;
    this.transitions = transitions;
    this.presence = presence;
  }

  Outcome<Pool> create(PoolCommand.Create command, long nowMicros) {
    LivePool live = state.pool(command.key());
    if (live != null) {
      return again(command, live.pool());
    }
    Pool pool =
        new Pool(
            command.key(),
            command.policy(),
            command.requestId(),
            command.fingerprint(),
            nowMicros,
            nowMicros,
            1);
    state.outbox().changed(state.add(pool));
    return Outcome.done(pool);
  }

  Outcome<Pool> get(PoolCommand.Get command) {
    LivePool live = state.pool(command.key());
    return live == null ? notFound(command.key()) : Outcome.done(live.pool());
  }

  Outcome<List<Pool>> list(PoolCommand.ListAll command) {
    PoolKey always = new PoolKey(command.tenant(), PoolKey.DEFAULT_POOL);
    if (always.shard(state.config().shardCount()) == state.config().shard()) {
      // It exists also when nobody has used it yet.
      state.pool(always);
    }
    String first = new PoolKey(command.tenant(), command.afterPool()).qualified("");
    return Outcome.done(
        state.pools().tailMap(first, false).values().stream()
            .takeWhile(live -> live.key().tenant().equals(command.tenant()))
            .map(LivePool::pool)
            .limit(command.limit())
            .toList());
  }

  Outcome<Pool> update(PoolCommand.Update command, long nowMicros) {
    LivePool live = state.pool(command.key());
    if (live == null) {
      return notFound(command.key());
    }
    long version = live.pool().version();
    if (command.expectedVersion() >= 0 && command.expectedVersion() != version) {
      return new Outcome.Refused<>(Refusals.staleEtag(command.expectedVersion(), version));
    }
    PoolPolicy next;
    try {
      next = command.patch().over(live.policy());
    } catch (IllegalArgumentException e) {
      return Outcome.refused(
          RefusalReason.INVALID_FIELD, "the rules contradict each other: " + e.getMessage());
    }
    boolean otherEnd = next.queue().late() != live.policy().queue().late();
    boolean otherWay = !next.preemption().equals(live.policy().preemption());
    live.pool(live.pool().withPolicy(next, nowMicros));
    if (otherWay) {
      state.pressed().addAll(live.lane(Priority.CRITICAL).waiting());
    }
    if (otherEnd) {
      // Who was allowed to stay can have to go, and the other way round.
      state.tasks().values().stream()
          .filter(task -> task.pool == live)
          .forEach(transitions::schedule);
    }
    state.outbox().changed(live);
    for (LiveSpecialist specialist : live.specialists().values()) {
      presence.changed(specialist, nowMicros);
    }
    return Outcome.done(live.pool());
  }

  Outcome<Pool> delete(PoolCommand.Delete command) {
    LivePool live = state.pool(command.key());
    if (live == null) {
      return notFound(command.key());
    }
    Pool pool = live.pool();
    if (command.key().isDefault()) {
      return Outcome.refused(RefusalReason.DEFAULT_POOL, "the pool default cannot be deleted");
    }
    if (command.expectedVersion() >= 0 && command.expectedVersion() != pool.version()) {
      return new Outcome.Refused<>(Refusals.staleEtag(command.expectedVersion(), pool.version()));
    }
    int sessions = state.sessions().count(pool.key());
    if (live.unfinished() > 0 || !live.specialists().isEmpty() || sessions > 0) {
      return Outcome.refused(
          RefusalReason.POOL_NOT_EMPTY,
          "pool "
              + pool.key().pool()
              + " has "
              + live.unfinished()
              + " unfinished tasks, "
              + sessions
              + " sessions and "
              + live.specialists().size()
              + " specialists",
          "pool",
          pool.key().pool());
    }
    state.pools().remove(pool.key().qualified(""));
    state.outbox().deleted(live);
    return Outcome.done(pool);
  }

  private static Outcome<Pool> again(PoolCommand.Create command, Pool existing) {
    boolean sameRequest =
        !command.requestId().isEmpty() && command.requestId().equals(existing.requestId());
    if (!sameRequest) {
      return Outcome.refused(
          RefusalReason.POOL_EXISTS,
          "there is a pool " + existing.key().pool(),
          "pool",
          existing.key().pool());
    }
    return command.fingerprint().equals(existing.fingerprint())
        ? Outcome.done(existing)
        : Outcome.refused(
            RefusalReason.REQUEST_ID_REUSED, "the request_id was used before with another request");
  }

  private static Outcome<Pool> notFound(PoolKey key) {
    return new Outcome.Refused<>(Refusals.noPool(key));
  }
}

package org.smartrouting.core.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.orchestration.Session;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.pool.PoolKey;

/** The sessions of a shard that were not removed. */
final class OpenSessions {
  private record Name(PoolKey pool, String workingDirectory, String clientKey) {}

  private final Map<SessionId, LiveSession> byId = new LinkedHashMap<>();
  private final Map<Name, LiveSession> byName = new HashMap<>();
  private final Map<PoolKey, Integer> numbers = new HashMap<>();

  @Nullable LiveSession find(String tenant, SessionId id) {
    LiveSession session = byId.get(id);
    return session != null && session.pool().key().tenant().equals(tenant) ? session : null;
  }

  @Nullable LiveSession find(PoolKey pool, String workingDirectory, String clientKey) {
    return byName.get(new Name(pool, workingDirectory, clientKey));
  }

  /** Number of sessions of a pool. */
  int count(PoolKey pool) {
    return numbers.getOrDefault(pool, 0);
  }

  Collection<LiveSession> all() {
    return byId.values();
  }

  LiveSession add(Session session, LivePool pool) {
    LiveSession live = new LiveSession(session, pool);
    byId.put(session.id(), live);
    byName.put(name(session), live);
    numbers.merge(session.pool(), 1, Integer::sum);
    return live;
  }

  void remove(LiveSession session) {
    byId.remove(session.id());
    byName.remove(name(session.session()));
    numbers.merge(session.session().pool(), -1, Integer::sum);
  }

  private static Name name(Session session) {
    return new Name(session.pool(), session.workingDirectory(), session.clientKey());
  }
}

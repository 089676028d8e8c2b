package org.smartrouting.core.engine;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sessions of a pool that have unfinished tasks, and which of them have begun. A session is one
 * of its fairness key; the same name under another key is another session.
 */
final class Sessions {
  private record Name(String fairnessKey, String session) {}

  private static final class Session {
    private final Set<LiveTask> unfinished = new LinkedHashSet<>();
    private long startedKey = Timed.NEVER;
    private boolean startedEarlier;
  }

  private final Map<Name, Session> byName = new HashMap<>();

  /** A task came to be, or is in another state. */
  void counted(LiveTask task) {
    if (task.spec.session().isEmpty()) {
      return;
    }
    Name name = name(task);
    Session session = byName.computeIfAbsent(name, unused -> new Session());
    if (task.state.isFinal()) {
      session.unfinished.remove(task);
      if (session.unfinished.isEmpty()) {
        byName.remove(name);
      }
      return;
    }
    session.unfinished.add(task);
    if (task.state.isHeld() && task.virtualDeadlineMicros < session.startedKey) {
      session.startedKey = task.virtualDeadlineMicros;
      session.startedEarlier = true;
    }
  }

  /**
   * The least virtual deadline of a task of its session that was given out, microseconds since the
   * epoch; {@link Timed#NEVER} when none was while others of the session were unfinished.
   */
  long startedKey(LiveTask task) {
    Session session = task.spec.session().isEmpty() ? null : byName.get(name(task));
    return session == null ? Timed.NEVER : session.startedKey;
  }

  /** Those that have waited with a greater key since before a task of their session was given. */
  List<LiveTask> behind(LiveTask given) {
    Session session = given.spec.session().isEmpty() ? null : byName.get(name(given));
    if (session == null || !session.startedEarlier) {
      return List.of();
    }
    session.startedEarlier = false;
    return session.unfinished.stream()
        .filter(task -> task.queuedMicros != 0 && !task.state.isHeld() && !task.late)
        .filter(task -> task.virtualDeadlineMicros > session.startedKey)
        .toList();
  }

  private static Name name(LiveTask task) {
    return new Name(task.spec.fairnessKey(), task.spec.session());
  }
}

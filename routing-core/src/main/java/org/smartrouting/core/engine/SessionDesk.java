package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.smartrouting.core.engine.SessionCommand.Opened;
import org.smartrouting.core.engine.SessionCommand.Removed;
import org.smartrouting.core.engine.SessionCommand.RoleLoad;
import org.smartrouting.core.engine.SessionCommand.SessionView;
import org.smartrouting.core.orchestration.Session;
import org.smartrouting.core.orchestration.SpecialistType;
import org.smartrouting.core.orchestration.StatusCounts;
import org.smartrouting.core.pool.Durability;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskState;

/** Opens, shows and removes sessions. */
final class SessionDesk {
  /** Most sessions of a pool. */
  static final int MAX_SESSIONS = 10_000;

  private static final int MAX_READY = 20;
  private static final int MAX_OF_A_KIND = 50;
  private static final int MAX_OPEN = 200;

  private final ShardState state;
  private final TaskDesk tasks;

  SessionDesk(ShardState state, TaskDesk tasks) {
    this.state = state;
    this.tasks = tasks;
  }

  Outcome<Opened> open(SessionCommand.Open command, long nowMicros) {
    LiveSession known =
        state.sessions().find(command.pool(), command.workingDirectory(), command.clientKey());
    if (known != null) {
      String area = known.session().focusArea();
      if (!command.focusArea().isEmpty() && !command.focusArea().equals(area)) {
        known.focus(command.focusArea());
        state.outbox().changed(known);
      }
      return Outcome.done(new Opened(view(known, nowMicros), true));
    }
    LivePool pool = state.pool(command.pool());
    if (pool == null) {
      return new Outcome.Refused<>(Refusals.noPool(command.pool()));
    }
    if (state.sessions().count(command.pool()) >= MAX_SESSIONS) {
      return Outcome.refused(
          RefusalReason.TOO_MANY_SESSIONS,
          "pool " + command.pool().pool() + " has " + MAX_SESSIONS + " sessions; clean up first",
          "limit",
          Integer.toString(MAX_SESSIONS));
    }
    Session session =
        new Session(
            command.id(),
            command.pool(),
            command.workingDirectory(),
            command.clientKey(),
            command.focusArea(),
            nowMicros,
            nowMicros,
            1,
            StatusCounts.NONE,
            false);
    LiveSession live = state.sessions().add(session, pool);
    state.outbox().changed(live);
    return Outcome.done(new Opened(view(live, nowMicros), false));
  }

  Outcome<SessionView> look(SessionCommand.Look command, long nowMicros) {
    LiveSession session = state.sessions().find(command.tenant(), command.id());
    return session == null
        ? new Outcome.Refused<>(PlannedTasks.noSession(command.id()))
        : Outcome.done(view(session, nowMicros));
  }

  Outcome<List<Session>> list(SessionCommand.ListAll command) {
    List<Session> sessions = new ArrayList<>();
    for (LiveSession live : state.sessions().all()) {
      if (live.pool().key().equals(command.pool())) {
        sessions.add(live.session());
      }
    }
    sessions.sort(
        Comparator.comparingLong(Session::activityMicros).thenComparing(Session::id).reversed());
    return Outcome.done(sessions);
  }

  Outcome<Removed> remove(SessionCommand.Remove command, long nowMicros) {
    LiveSession session = state.sessions().find(command.tenant(), command.id());
    if (session == null) {
      return new Outcome.Refused<>(PlannedTasks.noSession(command.id()));
    }
    Session before = session.session();
    if (before.activityMicros() > command.activityMicros()) {
      return new Outcome.Refused<>(
          Refusals.staleEtag(command.activityMicros(), before.activityMicros()));
    }
    for (LiveTask task : session.open()) {
      if (task.state.isHeld()) {
        return new Outcome.Refused<>(
            Refusals.wrongState(task.id, task.state, "somebody works for the session"));
      }
    }
    long cancelled = 0;
    for (LiveTask task : List.copyOf(session.open())) {
      if (!task.state.isFinal()) {
        tasks.cancel(task, "its session was removed", nowMicros);
        cancelled++;
      }
    }
    session.removed();
    state.outbox().changed(session);
    state.sessions().remove(session);
    return new Outcome.Done<>(new Removed(before, cancelled), Durability.COMMITTED);
  }

  private static SessionView view(LiveSession session, long nowMicros) {
    long ready = session.open().stream().filter(PlannedTasks::isReady).count();
    return new SessionView(
        session.session(),
        ready,
        some(session, MAX_READY, PlannedTasks::isReady),
        some(session, MAX_OF_A_KIND, SessionDesk::wasInterrupted),
        some(session, MAX_OF_A_KIND, task -> task.state == TaskState.RUNNING),
        some(session, MAX_OF_A_KIND, task -> task.state == TaskState.BLOCKED),
        some(session, MAX_OPEN, task -> true),
        roles(session, nowMicros));
  }

  private static List<Task> some(LiveSession session, int most, Predicate<LiveTask> which) {
    return session.open().stream().filter(which).limit(most).map(LiveTask::snapshot).toList();
  }

  private static boolean wasInterrupted(LiveTask task) {
    if (task.state.isHeld() || task.state == TaskState.BLOCKED) {
      return true;
    }
    int ended = task.attempts.size();
    return ended > 0
        && task.state == TaskState.PENDING
        && task.attempts.get(ended - 1).outcome() != AttemptOutcome.NEEDS_REVISION;
  }

  private static Map<SpecialistType, RoleLoad> roles(LiveSession session, long nowMicros) {
    Map<SpecialistType, Long> waiting = new EnumMap<>(SpecialistType.class);
    for (LiveTask task : session.open()) {
      if (task.state == TaskState.QUEUED && task.plan != null) {
        waiting.merge(task.plan.spec.specialistType(), 1L, Long::sum);
      }
    }
    Map<SpecialistType, RoleLoad> roles = new EnumMap<>(SpecialistType.class);
    for (SpecialistType type : SpecialistType.values()) {
      roles.put(type, load(session.pool(), type, waiting.getOrDefault(type, 0L), nowMicros));
    }
    return roles;
  }

  private static RoleLoad load(LivePool pool, SpecialistType type, long waiting, long nowMicros) {
    int specialists = 0;
    long slots = 0;
    long free = 0;
    for (LiveSpecialist specialist : pool.specialists().values()) {
      if (specialist.spec().skills().containsKey(type.skill())) {
        specialists++;
        slots += specialist.spec().slots();
        long taken = specialist.slotsTaken() + specialist.load().externalSlots(nowMicros);
        free += Math.max(0, specialist.spec().slots() - taken);
      }
    }
    return new RoleLoad(waiting, specialists, slots, free);
  }
}

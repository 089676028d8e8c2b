package org.smartrouting.core.engine;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.orchestration.Session;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.task.TaskId;

/** A session in memory, with its unfinished tasks. */
final class LiveSession {
  private final LivePool pool;
  private final Map<TaskId, LiveTask> open = new LinkedHashMap<>();
  private Session session;

  LiveSession(Session session, LivePool pool) {
    this.session = session;
    this.pool = pool;
  }

  SessionId id() {
    return session.id();
  }

  LivePool pool() {
    return pool;
  }

  /** As it is now. */
  Session session() {
    return session;
  }

  /** Its unfinished tasks in the order in which they were planned. */
  Collection<LiveTask> open() {
    return open.values();
  }

  boolean owns(TaskId task) {
    return open.containsKey(task);
  }

  void add(LiveTask task) {
    open.put(task.id, task);
  }

  void remove(LiveTask task) {
    open.remove(task.id);
  }

  /** A task is in a status, or is not any more. */
  void count(PlanStatus status, long more) {
    session =
        new Session(
            session.id(),
            session.pool(),
            session.workingDirectory(),
            session.clientKey(),
            session.focusArea(),
            session.createdMicros(),
            session.activityMicros(),
            session.nextSequence(),
            session.counts().plus(status, more),
            session.removed());
  }

  /** Takes a number for a new task. */
  long number() {
    long number = session.nextSequence();
    change(session.focusArea(), session.activityMicros(), number + 1, false);
    return number;
  }

  /** Is about something else from now on. */
  void focus(String area) {
    change(area, session.activityMicros(), session.nextSequence(), false);
  }

  /** Something of it has changed. */
  void active(long nowMicros) {
    change(session.focusArea(), nowMicros, session.nextSequence(), session.removed());
  }

  /** It is gone. */
  void removed() {
    change(session.focusArea(), session.activityMicros(), session.nextSequence(), true);
  }

  private void change(String focusArea, long activityMicros, long nextSequence, boolean removed) {
    session =
        new Session(
            session.id(),
            session.pool(),
            session.workingDirectory(),
            session.clientKey(),
            focusArea,
            session.createdMicros(),
            activityMicros,
            nextSequence,
            session.counts(),
            removed);
  }
}

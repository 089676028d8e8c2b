package org.smartrouting.core.engine;

import java.util.List;
import java.util.Map;
import org.smartrouting.core.orchestration.Session;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.orchestration.SpecialistType;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.task.Task;

/**
 * Commands about sessions as a whole.
 *
 * @param <R> the answer when it is done
 */
public sealed interface SessionCommand<R> extends Command<R> {
  /**
   * What came of opening a session.
   *
   * @param view the session
   * @param resumed whether it was there before
   */
  record Opened(SessionView view, boolean resumed) {}

  /**
   * What waits for a role, and who is there for it.
   *
   * @param waiting tasks of the session that wait for a specialist
   * @param specialists specialists with the skill of the role
   * @param slots their slots
   * @param free those that are free
   */
  record RoleLoad(long waiting, int specialists, long slots, long free) {}

  /**
   * A session with its unfinished tasks, the first of each kind in the order in which they were
   * planned.
   *
   * @param session the session
   * @param ready number of tasks that could be begun now
   * @param readyTasks of these, at most 20
   * @param interrupted tasks that are in somebody's hands or blocked, or whose last attempt ended
   *     without success; at most 50
   * @param running tasks that are worked on, at most 50
   * @param blocked tasks that are blocked, at most 50
   * @param open unfinished tasks, at most 200
   * @param roles what waits and who is there, by role
   */
  record SessionView(
      Session session,
      long ready,
      List<Task> readyTasks,
      List<Task> interrupted,
      List<Task> running,
      List<Task> blocked,
      List<Task> open,
      Map<SpecialistType, RoleLoad> roles) {
    /** Copies the collections. */
    public SessionView {
      readyTasks = List.copyOf(readyTasks);
      interrupted = List.copyOf(interrupted);
      running = List.copyOf(running);
      blocked = List.copyOf(blocked);
      open = List.copyOf(open);
      roles = Map.copyOf(roles);
    }
  }

  /**
   * A session that was removed.
   *
   * @param session as it was before
   * @param cancelled number of tasks that were cancelled with it
   */
  record Removed(Session session, long cancelled) {}

  /**
   * Opens the session of a directory and key, unless there is one.
   *
   * @param id identity of a new one, by chance
   * @param pool tenant and pool
   * @param workingDirectory what it is about
   * @param clientKey what tells sessions of one directory apart; can be empty
   * @param focusArea what the work is about; empty to leave it as it is
   */
  record Open(
      SessionId id, PoolKey pool, String workingDirectory, String clientKey, String focusArea)
      implements SessionCommand<Opened> {
    @Override
    public Outcome<Opened> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.orchestration().sessions().open(this, nowMicros);
    }
  }

  /**
   * Looks at a session.
   *
   * @param tenant who asks
   * @param id which session
   */
  record Look(String tenant, SessionId id) implements SessionCommand<SessionView> {
    @Override
    public Outcome<SessionView> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.orchestration().sessions().look(this, nowMicros);
    }
  }

  /**
   * Lists the sessions of a pool, the one that changed last first.
   *
   * @param pool which pool
   */
  record ListAll(PoolKey pool) implements SessionCommand<List<Session>> {
    @Override
    public Outcome<List<Session>> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.orchestration().sessions().list(this);
    }
  }

  /**
   * Removes a session that nobody works on, with all its tasks.
   *
   * @param tenant who asks
   * @param id which session
   * @param activityMicros when it last changed, as far as who asks knows
   */
  record Remove(String tenant, SessionId id, long activityMicros)
      implements SessionCommand<Removed> {
    @Override
    public Outcome<Removed> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.orchestration().sessions().remove(this, nowMicros);
    }
  }
}

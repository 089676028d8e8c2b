package org.smartrouting.server.codec;

import org.smartrouting.core.engine.SessionCommand.RoleLoad;
import org.smartrouting.core.engine.SessionCommand.SessionView;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.orchestration.Session;
import org.smartrouting.core.orchestration.SpecialistType;
import org.smartrouting.core.orchestration.StatusCounts;
import org.smartrouting.orchestration.v1.SessionStatus;
import org.smartrouting.orchestration.v1.TaskCounts;

/** Sessions. */
public final class SessionCodec {
  /** For so long nothing may change before an unfinished session counts as abandoned. */
  public static final long ABANDONED_MICROS = 7L * 24 * 3_600 * 1_000_000;

  private SessionCodec() {}

  /** Writes a session of which it is not known how many tasks are ready. */
  public static org.smartrouting.orchestration.v1.Session toMessage(
      Session session, long nowMicros) {
    return toMessage(session, 0, nowMicros);
  }

  /** Writes a session. */
  public static org.smartrouting.orchestration.v1.Session toMessage(
      SessionView view, long nowMicros) {
    return toMessage(view.session(), view.ready(), nowMicros);
  }

  private static org.smartrouting.orchestration.v1.Session toMessage(
      Session session, long ready, long nowMicros) {
    return org.smartrouting.orchestration.v1.Session.newBuilder()
        .setSessionId(session.id().toString())
        .setWorkingDirectory(session.workingDirectory())
        .setClientKey(session.clientKey())
        .setPool(session.pool().pool())
        .setFocusArea(session.focusArea())
        .setStatus(status(session, nowMicros))
        .setCounts(counts(session.counts(), ready))
        .setCreatedAt(TimeCodec.timestamp(session.createdMicros()))
        .setLastActivityAt(TimeCodec.timestamp(session.activityMicros()))
        .build();
  }

  /** Where a session is. */
  public static SessionStatus status(Session session, long nowMicros) {
    if (session.counts().open() == 0 && session.counts().total() > 0) {
      return SessionStatus.SESSION_STATUS_COMPLETED;
    }
    boolean isOld = nowMicros - session.activityMicros() >= ABANDONED_MICROS;
    return isOld && session.counts().open() > 0
        ? SessionStatus.SESSION_STATUS_ABANDONED
        : SessionStatus.SESSION_STATUS_ACTIVE;
  }

  /** Writes counts. */
  public static TaskCounts counts(StatusCounts counts, long ready) {
    return TaskCounts.newBuilder()
        .setPending(counts.of(PlanStatus.PENDING))
        .setReady(ready)
        .setActive(counts.of(PlanStatus.ACTIVE))
        .setInProgress(counts.of(PlanStatus.IN_PROGRESS))
        .setBlocked(counts.of(PlanStatus.BLOCKED))
        .setCompleted(counts.of(PlanStatus.COMPLETED))
        .setFailed(counts.of(PlanStatus.FAILED))
        .setCancelled(counts.of(PlanStatus.CANCELLED))
        .setArchived(counts.of(PlanStatus.ARCHIVED))
        .setTotal(counts.total())
        .build();
  }

  /** Fraction of tasks that is finished, 0..1; 0 of none. */
  public static double progress(StatusCounts counts) {
    long total = counts.total();
    return total == 0 ? 0 : (double) (total - counts.open()) / total;
  }

  /** Writes what waits for a role. */
  public static org.smartrouting.orchestration.v1.RoleLoad load(
      SpecialistType type, RoleLoad load) {
    return org.smartrouting.orchestration.v1.RoleLoad.newBuilder()
        .setSpecialistType(PlanCodec.role(type))
        .setWaiting(load.waiting())
        .setSpecialists(load.specialists())
        .setSlots(load.slots())
        .setFreeSlots(load.free())
        .build();
  }
}

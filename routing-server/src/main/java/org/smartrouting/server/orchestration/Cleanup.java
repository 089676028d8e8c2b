package org.smartrouting.server.orchestration;

import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.RefusalReason;
import org.smartrouting.core.engine.SessionCommand;
import org.smartrouting.core.engine.SessionCommand.Removed;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.orchestration.Session;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.shard.Reply;
import org.smartrouting.orchestration.v1.CleanedSession;
import org.smartrouting.orchestration.v1.CleanupSessionsRequest;
import org.smartrouting.orchestration.v1.CleanupSessionsResponse;
import org.smartrouting.orchestration.v1.CleanupType;
import org.smartrouting.server.codec.SessionCodec;
import org.smartrouting.server.service.Calls;

/** One call that removes sessions, one after the other. */
final class Cleanup implements Reply<Removed> {
  private static final int MOST = 100;
  private static final int DEFAULT_DAYS = 7;

  private final Calls calls;
  private final CleanupSessionsRequest request;
  private final StreamObserver<CleanupSessionsResponse> observer;
  private final PoolKey pool;
  private final Deque<Session> left = new ArrayDeque<>();
  private final List<CleanedSession> cleaned = new ArrayList<>();
  private long remaining;

  Cleanup(
      Calls calls,
      CleanupSessionsRequest request,
      StreamObserver<CleanupSessionsResponse> observer) {
    this.calls = calls;
    this.request = request;
    this.observer = observer;
    this.pool = calls.pool(request.getPool());
  }

  void start() {
    calls.ask(pool, new SessionCommand.ListAll(pool), observer, this::begin);
  }

  private void begin(List<Session> sessions) {
    int days = request.hasOlderThanDays() ? request.getOlderThanDays() : DEFAULT_DAYS;
    long before = calls.nowMicros() - TimeUnit.DAYS.toMicros(days);
    for (Session session : sessions) {
      boolean idle = session.counts().of(PlanStatus.IN_PROGRESS) == 0;
      if (idle && session.activityMicros() <= before && isMeant(session)) {
        left.add(session);
      }
    }
    while (left.size() > MOST) {
      left.removeLast();
      remaining++;
    }
    boolean dryRun = !request.hasDryRun() || request.getDryRun();
    if (dryRun) {
      left.forEach(session -> cleaned(session, session.counts().open()));
      left.clear();
    }
    next();
  }

  private boolean isMeant(Session session) {
    boolean empty = session.counts().total() == 0;
    boolean done = !empty && session.counts().open() == 0;
    CleanupType type = request.getCleanupType();
    return switch (type) {
      case CLEANUP_TYPE_UNSPECIFIED, CLEANUP_TYPE_COMPLETED -> done;
      case CLEANUP_TYPE_ORPHANED -> empty;
      case CLEANUP_TYPE_OLD, CLEANUP_TYPE_ALL -> true;
      case UNRECOGNIZED -> false;
    };
  }

  private void next() {
    Session session = left.peek();
    if (session == null) {
      observer.onNext(
          CleanupSessionsResponse.newBuilder()
              .addAllSessions(cleaned)
              .setDryRun(!request.hasDryRun() || request.getDryRun())
              .setRemaining(remaining)
              .build());
      observer.onCompleted();
      return;
    }
    SessionCommand.Remove command =
        new SessionCommand.Remove(calls.tenant(), session.id(), session.activityMicros());
    calls.shards().of(pool).submit(Lane.WORK, command, this);
  }

  @Override
  public void done(Removed removed) {
    left.remove();
    cleaned(removed.session(), removed.cancelled());
    next();
  }

  @Override
  public void refused(Refusal refusal) {
    boolean isInUse =
        refusal.reason() == RefusalReason.STALE_ETAG
            || refusal.reason() == RefusalReason.WRONG_TASK_STATE;
    boolean isGone = refusal.reason() == RefusalReason.SESSION_NOT_FOUND;
    if (!isInUse && !isGone) {
      Calls.fail(observer, Calls.status(refusal));
      return;
    }
    left.remove();
    remaining += isInUse ? 1 : 0;
    next();
  }

  private void cleaned(Session session, long cancelled) {
    cleaned.add(
        CleanedSession.newBuilder()
            .setSession(SessionCodec.toMessage(session, calls.nowMicros()))
            .setCancelledTasks(cancelled)
            .build());
  }
}

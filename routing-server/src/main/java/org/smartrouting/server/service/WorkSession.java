package org.smartrouting.server.service;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.rpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.AssignmentCommand.Reference;
import org.smartrouting.core.engine.Push;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.SpecialistCommand;
import org.smartrouting.core.shard.Reply;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.server.codec.LoadReportCodec;
import org.smartrouting.server.codec.SpecialistCodec;
import org.smartrouting.server.codec.WorkCodec;
import org.smartrouting.server.error.ErrorStatus;
import org.smartrouting.server.validation.Violation;
import org.smartrouting.v1.ErrorReason;
import org.smartrouting.v1.Hello;
import org.smartrouting.v1.WorkRequest;
import org.smartrouting.v1.WorkResponse;

/**
 * One Work stream. Messages of the specialist become commands, their answers and the pushes of the
 * shard become messages to it. Thread-safe.
 *
 * <p>Bounds: at most {@value #WINDOW} messages are read ahead of their answers, and an ack counts
 * only when the transport took it. What is pushed is bounded by the slots as long as the specialist
 * reads; one that does not read is cut off.
 */
final class WorkSession implements StreamObserver<WorkRequest> {
  private static final int WINDOW = 256;
  private static final int MAX_LAGS = 4;

  private final Calls calls;
  private final HolderCommands holders;
  private final ServerCallStreamObserver<WorkResponse> call;
  private final Outlet<WorkResponse> outlet;
  private final Pace loadPace;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private @Nullable WorkConnection connection;

  /** What was pushed before the welcome; null after it. */
  @GuardedBy("lock")
  private @Nullable List<WorkResponse> early = new ArrayList<>();

  @GuardedBy("lock")
  private int maxWaiting = Integer.MAX_VALUE;

  @GuardedBy("lock")
  private int unanswered;

  @GuardedBy("lock")
  private boolean halfClosed;

  @GuardedBy("lock")
  private boolean over;

  WorkSession(
      Calls calls,
      HolderCommands holders,
      ScheduledExecutorService scheduler,
      ServerCallStreamObserver<WorkResponse> call) {
    this.calls = calls;
    this.holders = holders;
    this.call = call;
    this.outlet = new Outlet<>(call);
    this.loadPace = new Pace(scheduler, calls::nowMicros);
  }

  /** Begins to read: the hello, and nothing else before the welcome. */
  void start() {
    call.disableAutoRequest();
    call.setOnReadyHandler(outlet::flush);
    call.setOnCancelHandler(this::vanished);
    call.request(1);
  }

  @Override
  public void onNext(WorkRequest message) {
    List<Violation> violations = calls.violations(message);
    WorkConnection known;
    synchronized (lock) {
      if (over) {
        return;
      }
      known = connection;
      unanswered++;
    }
    if (message.hasHello() != (known == null)) {
      fail(helloExpected(known == null));
    } else if (known == null) {
      greet(message.getHello(), violations);
    } else if (!violations.isEmpty()) {
      ack(message, ErrorStatus.of(violations));
    } else {
      dispatch(known, message);
    }
  }

  @Override
  public void onCompleted() {
    depart();
    synchronized (lock) {
      halfClosed = true;
    }
    completeIfDone();
  }

  @Override
  public void onError(Throwable broken) {
    vanished();
  }

  private void greet(Hello hello, List<Violation> violations) {
    if (!violations.isEmpty()) {
      fail(ErrorStatus.of(violations));
      return;
    }
    SpecialistKey key = new SpecialistKey(calls.pool(hello.getPool()), hello.getSpecialistId());
    SpecialistSpec spec = hello.hasSpec() ? SpecialistCodec.toDomain(hello.getSpec()) : null;
    List<Reference> held = hello.getHeldAssignmentsList().stream().map(holders::reference).toList();
    WorkConnection opened = WorkConnection.open(calls.shards().of(key.pool()), key, this::pushed);
    synchronized (lock) {
      connection = opened;
    }
    opened.submit(
        new SpecialistCommand.Connect(key, spec, opened.address(), held),
        new Reply<>() {
          @Override
          public void done(SpecialistCommand.Welcome welcome) {
            welcomed(welcome);
          }

          @Override
          public void refused(Refusal refusal) {
            fail(Calls.status(refusal));
          }
        });
    boolean late;
    synchronized (lock) {
      late = over;
    }
    // The shard may have closed the address before it got the command.
    if (late) {
      opened.disconnect();
    }
  }

  private void welcomed(SpecialistCommand.Welcome welcome) {
    int slots = welcome.specialist().specialist().spec().slots();
    synchronized (lock) {
      if (over) {
        return;
      }
      maxWaiting = MAX_LAGS * (slots + WINDOW);
      outlet.add(WorkCodec.welcome(welcome), () -> call.request(WINDOW));
      if (early != null) {
        early.forEach(response -> outlet.add(response, () -> {}));
        early = null;
      }
      unanswered--;
    }
    outlet.flush();
    completeIfDone();
  }

  private void pushed(Push push) {
    if (push instanceof Push.Assigned assigned) {
      send(WorkCodec.assigned(assigned));
    } else if (push instanceof Push.Revoked revoked) {
      send(WorkCodec.revoked(revoked));
    } else if (push instanceof Push.Closed closed) {
      fail(Calls.status(closed.refusal()));
    }
  }

  private void send(WorkResponse response) {
    boolean tooMany;
    synchronized (lock) {
      if (early != null) {
        early.add(response);
        return;
      }
      tooMany = outlet.add(response, () -> {}) > maxWaiting;
    }
    if (tooMany) {
      fail(
          ErrorStatus.of(
              ErrorReason.ERROR_REASON_OVERLOADED,
              "the specialist does not read what it is sent",
              Map.of()));
    } else {
      outlet.flush();
    }
  }

  private void dispatch(WorkConnection to, WorkRequest message) {
    SpecialistKey key = to.key();
    switch (message.getMessageCase()) {
      case LOAD -> {
        var report = LoadReportCodec.toDomain(message.getLoad());
        to.submit(
            new SpecialistCommand.ReportLoad(key, to.address(), report), new Silent<>(message));
      }
      case HEARTBEAT ->
          to.submit(new SpecialistCommand.Heartbeat(key, to.address()), new Silent<>(message));
      case LEAVE -> to.submit(new SpecialistCommand.Leave(key, to.address()), new Acked<>(message));
      case STOPPED -> {
        Reference stopped = holders.reference(message.getStopped().getAssignment());
        to.submit(new SpecialistCommand.Stopped(key, stopped.token()), new Acked<>(message));
      }
      case ACCEPT -> holders.accept(message.getAccept(), new Acked<>(message));
      case DECLINE -> holders.decline(message.getDecline(), new Acked<>(message));
      case RENEW -> holders.renew(message.getRenew(), new Acked<>(message));
      case COMPLETE -> holders.complete(message.getComplete(), new Acked<>(message));
      case FAIL -> holders.fail(message.getFail(), new Acked<>(message));
      case HELLO, MESSAGE_NOT_SET ->
          throw new IllegalStateException("not a later message: " + message.getMessageCase());
    }
  }

  private void ack(WorkRequest message, @Nullable Status error) {
    WorkResponse ack = WorkCodec.ack(message.getMessageId(), error);
    synchronized (lock) {
      outlet.add(ack, () -> readOn(message));
      unanswered--;
    }
    outlet.flush();
    completeIfDone();
  }

  private void swallow(WorkRequest message) {
    synchronized (lock) {
      unanswered--;
    }
    readOn(message);
    completeIfDone();
  }

  private void readOn(WorkRequest answered) {
    if (answered.hasLoad()) {
      loadPace.run(() -> call.request(1));
    } else {
      call.request(1);
    }
  }

  private void completeIfDone() {
    synchronized (lock) {
      if (over || !halfClosed || unanswered > 0) {
        return;
      }
      over = true;
    }
    outlet.complete();
  }

  private void fail(Status status) {
    synchronized (lock) {
      if (over) {
        return;
      }
      over = true;
    }
    depart();
    outlet.fail(status);
  }

  private void vanished() {
    synchronized (lock) {
      over = true;
    }
    depart();
    outlet.abandon();
  }

  private void depart() {
    WorkConnection left;
    synchronized (lock) {
      left = connection;
    }
    if (left != null) {
      left.disconnect();
    }
  }

  private static Status helloExpected(boolean first) {
    return ErrorStatus.of(
        ErrorReason.ERROR_REASON_HELLO_EXPECTED,
        first ? "the first message must be a hello" : "only the first message can be a hello",
        Map.of());
  }

  /** Answered by an ack. */
  private final class Acked<R> implements Reply<R> {
    private final WorkRequest message;

    Acked(WorkRequest message) {
      this.message = message;
    }

    @Override
    public void done(R value) {
      ack(message, null);
    }

    @Override
    public void refused(Refusal refusal) {
      ack(message, Calls.status(refusal));
    }
  }

  /** Answered by an ack only when something is wrong. */
  private final class Silent<R> implements Reply<R> {
    private final WorkRequest message;

    Silent(WorkRequest message) {
      this.message = message;
    }

    @Override
    public void done(R value) {
      swallow(message);
    }

    @Override
    public void refused(Refusal refusal) {
      ack(message, Calls.status(refusal));
    }
  }
}

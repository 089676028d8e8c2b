package org.smartrouting.server.service;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.Push;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.RouteCommand;
import org.smartrouting.core.engine.SpecialistView;
import org.smartrouting.core.engine.TaskCommand;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.score.Decision;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.shard.Reply;
import org.smartrouting.core.shard.Shard;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.server.codec.AssignmentCodec;
import org.smartrouting.server.codec.DecisionCodec;
import org.smartrouting.server.codec.FingerprintCodec;
import org.smartrouting.server.codec.SpecialistCodec;
import org.smartrouting.server.codec.TaskSpecCodec;
import org.smartrouting.server.codec.TimeCodec;
import org.smartrouting.v1.RouteTaskRequest;
import org.smartrouting.v1.RouteTaskResponse;

/**
 * One call that waits for a choice. The reply to its command only says that it waits; it ends with
 * a push to its address, or with the caller. Thread-safe.
 */
final class RouteCall implements Reply<Boolean>, Consumer<Push> {
  private static final long DEFAULT_WAIT_MICROS = 10_000_000;

  private final Calls calls;
  private final TaskId id;
  private final PoolKey pool;
  private final Shard shard;
  private final ServerCallStreamObserver<RouteTaskResponse> out;
  private long address;
  private boolean accepted;
  private boolean ended;

  RouteCall(Calls calls, TaskId id, PoolKey pool, ServerCallStreamObserver<RouteTaskResponse> out) {
    this.calls = calls;
    this.id = id;
    this.pool = pool;
    this.shard = calls.shards().of(pool);
    this.out = out;
  }

  /** Begins with a request that breaks no rule; before the handler of the call returns. */
  void start(RouteTaskRequest request) {
    address = shard.open(this);
    out.setOnCancelHandler(this::cancelled);
    long wait =
        request.hasWaitTimeout() ? TimeCodec.micros(request.getWaitTimeout()) : DEFAULT_WAIT_MICROS;
    shard.submit(
        Lane.SUBMIT,
        new RouteCommand.Route(
            new TaskCommand.Request(id, pool, FingerprintCodec.of(request)),
            TaskSpecCodec.toDomain(request.getSpec()),
            address,
            calls.nowMicros() + wait),
        this);
  }

  @Override
  public void done(Boolean repeated) {
    boolean unwanted;
    synchronized (this) {
      accepted = true;
      unwanted = ended;
    }
    if (unwanted) {
      abandon();
    }
  }

  @Override
  public void refused(Refusal refusal) {
    shard.close(address);
    if (end()) {
      Calls.fail(out, Calls.status(refusal));
    }
  }

  @Override
  public void accept(Push push) {
    if (!end()) {
      return;
    }
    if (push instanceof Push.Routed routed) {
      answer(routed);
    } else if (push instanceof Push.Closed closed) {
      Calls.fail(out, Calls.status(closed.refusal()));
    } else {
      IllegalStateException foreign = new IllegalStateException("not for a route: " + push);
      Calls.fail(out, calls.status(foreign));
    }
  }

  private void answer(Push.Routed routed) {
    RouteTaskResponse response;
    try {
      response = response(routed);
    } catch (RuntimeException e) {
      Calls.fail(out, calls.status(e));
      return;
    }
    out.onNext(response);
    out.onCompleted();
  }

  private void cancelled() {
    boolean waits;
    synchronized (this) {
      waits = accepted && !ended;
      ended = true;
    }
    shard.close(address);
    if (waits) {
      abandon();
    }
  }

  // Only after the command was carried out: work overtakes submits on its way to the engine.
  private void abandon() {
    shard.submit(Lane.WORK, new RouteCommand.AbandonRoute(id, address), new Unanswered<>());
  }

  /** Whether the call had not ended before. */
  private synchronized boolean end() {
    boolean isFirst = !ended;
    ended = true;
    return isFirst;
  }

  private static RouteTaskResponse response(Push.Routed routed) {
    SpecialistView view = routed.specialist();
    RouteTaskResponse.Builder response =
        RouteTaskResponse.newBuilder()
            .setAssignment(AssignmentCodec.toMessage(routed.task()))
            .setSpecialist(SpecialistCodec.toMessage(view));
    @Nullable Decision decision = routed.task().status().decision();
    if (decision != null) {
      response.setDecision(DecisionCodec.toMessage(decision));
    }
    return response.build();
  }
}

package org.smartrouting.server.service;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.SpecialistCommand;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.shard.Reply;
import org.smartrouting.core.shard.Shard;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.server.codec.LoadReportCodec;
import org.smartrouting.server.error.ErrorStatus;
import org.smartrouting.server.validation.Violation;
import org.smartrouting.v1.StreamLoadRequest;
import org.smartrouting.v1.StreamLoadResponse;

/**
 * A stream of load reports. The next one is read when the last one is dealt with and the rate
 * allows it. Thread-safe.
 */
final class LoadStream implements StreamObserver<StreamLoadRequest>, Reply<Boolean> {
  private final Calls calls;
  private final ServerCallStreamObserver<StreamLoadResponse> call;
  private final Pace pace;
  private final Map<Shard, Long> sources = new HashMap<>();
  private final Object lock = new Object();

  @GuardedBy("lock")
  private long accepted;

  @GuardedBy("lock")
  private long dropped;

  @GuardedBy("lock")
  private boolean waiting;

  @GuardedBy("lock")
  private boolean halfClosed;

  @GuardedBy("lock")
  private boolean over;

  LoadStream(
      Calls calls,
      ScheduledExecutorService scheduler,
      ServerCallStreamObserver<StreamLoadResponse> call) {
    this.calls = calls;
    this.call = call;
    this.pace = new Pace(scheduler, calls::nowMicros);
  }

  /** Begins to read. */
  void start() {
    call.disableAutoRequest();
    call.setOnCancelHandler(this::tryEnd);
    call.request(1);
  }

  @Override
  public void onNext(StreamLoadRequest request) {
    List<Violation> violations = calls.violations(request);
    if (!violations.isEmpty()) {
      fail(ErrorStatus.of(violations));
      return;
    }
    synchronized (lock) {
      waiting = true;
    }
    SpecialistKey key = new SpecialistKey(calls.pool(request.getPool()), request.getSpecialistId());
    Shard shard = calls.shards().of(key.pool());
    long source = sources.computeIfAbsent(shard, LoadStream::newSource);
    shard.submit(
        Lane.WORK,
        new SpecialistCommand.ReportLoad(key, source, LoadReportCodec.toDomain(request.getLoad())),
        this);
  }

  @Override
  public void done(Boolean taken) {
    boolean last;
    synchronized (lock) {
      accepted += taken ? 1 : 0;
      dropped += taken ? 0 : 1;
      waiting = false;
      last = halfClosed;
    }
    if (last) {
      answer();
    } else {
      pace.run(() -> call.request(1));
    }
  }

  @Override
  public void refused(Refusal refusal) {
    fail(Calls.status(refusal));
  }

  @Override
  public void onCompleted() {
    boolean last;
    synchronized (lock) {
      halfClosed = true;
      last = !waiting;
    }
    if (last) {
      answer();
    }
  }

  @Override
  public void onError(Throwable broken) {
    tryEnd();
  }

  // Only its number is of use: a newer stream has a greater one.
  private static long newSource(Shard shard) {
    long address = shard.open(push -> {});
    shard.close(address);
    return address;
  }

  private void answer() {
    StreamLoadResponse response;
    synchronized (lock) {
      response =
          StreamLoadResponse.newBuilder()
              .setAcceptedReports(accepted)
              .setDroppedReports(dropped)
              .build();
    }
    if (tryEnd()) {
      call.onNext(response);
      call.onCompleted();
    }
  }

  private void fail(com.google.rpc.Status status) {
    if (tryEnd()) {
      Calls.fail(call, status);
    }
  }

  private boolean tryEnd() {
    synchronized (lock) {
      boolean first = !over;
      over = true;
      return first;
    }
  }
}

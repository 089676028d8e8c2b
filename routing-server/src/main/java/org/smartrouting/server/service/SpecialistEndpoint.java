package org.smartrouting.server.service;

import com.google.rpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import org.smartrouting.core.engine.SpecialistCommand;
import org.smartrouting.core.engine.SpecialistPatch;
import org.smartrouting.core.engine.SpecialistView;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.server.codec.CursorScope;
import org.smartrouting.server.codec.Cursors;
import org.smartrouting.server.codec.Etag;
import org.smartrouting.server.codec.SpecialistCodec;
import org.smartrouting.server.codec.TaskStateCodec;
import org.smartrouting.server.codec.TimeCodec;
import org.smartrouting.server.error.ErrorStatus;
import org.smartrouting.v1.AcceptAssignmentRequest;
import org.smartrouting.v1.AcceptAssignmentResponse;
import org.smartrouting.v1.CompleteAssignmentRequest;
import org.smartrouting.v1.CompleteAssignmentResponse;
import org.smartrouting.v1.DeclineAssignmentRequest;
import org.smartrouting.v1.DeclineAssignmentResponse;
import org.smartrouting.v1.DeregisterSpecialistRequest;
import org.smartrouting.v1.DeregisterSpecialistResponse;
import org.smartrouting.v1.DrainSpecialistRequest;
import org.smartrouting.v1.DrainSpecialistResponse;
import org.smartrouting.v1.ErrorReason;
import org.smartrouting.v1.FailAssignmentRequest;
import org.smartrouting.v1.FailAssignmentResponse;
import org.smartrouting.v1.GetSpecialistRequest;
import org.smartrouting.v1.GetSpecialistResponse;
import org.smartrouting.v1.ListSpecialistsRequest;
import org.smartrouting.v1.ListSpecialistsResponse;
import org.smartrouting.v1.PullAssignmentsRequest;
import org.smartrouting.v1.PullAssignmentsResponse;
import org.smartrouting.v1.RegisterSpecialistRequest;
import org.smartrouting.v1.RegisterSpecialistResponse;
import org.smartrouting.v1.RenewAssignmentRequest;
import org.smartrouting.v1.RenewAssignmentResponse;
import org.smartrouting.v1.ResumeSpecialistRequest;
import org.smartrouting.v1.ResumeSpecialistResponse;
import org.smartrouting.v1.SpecialistServiceGrpc;
import org.smartrouting.v1.StreamLoadRequest;
import org.smartrouting.v1.StreamLoadResponse;
import org.smartrouting.v1.UpdateSpecialistRequest;
import org.smartrouting.v1.UpdateSpecialistResponse;
import org.smartrouting.v1.WorkRequest;
import org.smartrouting.v1.WorkResponse;

/** SpecialistService over the shards. Never blocks. Safe for use by many threads. */
public final class SpecialistEndpoint extends SpecialistServiceGrpc.SpecialistServiceImplBase {
  private static final int DEFAULT_PAGE = 50;
  private static final int LARGEST_PAGE = 500;
  private static final long DEFAULT_WAIT_MICROS = 30_000_000;
  private static final long ANY_VERSION = 0;
  private static final long NO_VERSION = -1;

  private final Calls calls;
  private final HolderCommands holders;
  private final ScheduledExecutorService scheduler;

  /**
   * Wires the service.
   *
   * @param calls the way of a call
   * @param scheduler delays the reading of load reports that come too fast; must outlive the calls
   */
  public SpecialistEndpoint(Calls calls, ScheduledExecutorService scheduler) {
    this.calls = calls;
    this.holders = new HolderCommands(calls.shards(), calls.tenant());
    this.scheduler = scheduler;
  }

  @Override
  public void registerSpecialist(
      RegisterSpecialistRequest request, StreamObserver<RegisterSpecialistResponse> observer) {
    if (calls.refusedByRules(request, observer)) {
      return;
    }
    SpecialistKey key = key(request.getPool(), request.getSpecialistId());
    calls.answer(
        key.pool(),
        Lane.WORK,
        new SpecialistCommand.Register(key, SpecialistCodec.toDomain(request.getSpec())),
        observer,
        view ->
            RegisterSpecialistResponse.newBuilder()
                .setSpecialist(SpecialistCodec.toMessage(view))
                .build());
  }

  @Override
  public void getSpecialist(
      GetSpecialistRequest request, StreamObserver<GetSpecialistResponse> observer) {
    if (calls.refusedByRules(request, observer)) {
      return;
    }
    SpecialistKey key = key(request.getPool(), request.getSpecialistId());
    calls.answer(
        key.pool(),
        Lane.WORK,
        new SpecialistCommand.Get(key),
        observer,
        view ->
            GetSpecialistResponse.newBuilder()
                .setSpecialist(SpecialistCodec.toMessage(view))
                .build());
  }

  @Override
  public void listSpecialists(
      ListSpecialistsRequest request, StreamObserver<ListSpecialistsResponse> observer) {
    if (calls.refusedByRules(request, observer)) {
      return;
    }
    PoolKey pool = calls.pool(request.getPool());
    CursorScope scope = CursorScope.of("ListSpecialists", pool.tenant(), pool.pool());
    String token = request.getPageToken();
    Optional<String> after = token.isEmpty() ? Optional.of("") : Cursors.id(scope, token);
    if (after.isEmpty()) {
      Calls.fail(observer, invalidToken());
      return;
    }
    int size =
        request.getPageSize() == 0 ? DEFAULT_PAGE : Math.min(request.getPageSize(), LARGEST_PAGE);
    calls.answer(
        pool,
        Lane.WORK,
        new SpecialistCommand.ListAll(pool, after.get(), size + 1),
        observer,
        found -> page(scope, found, size));
  }

  @Override
  public void updateSpecialist(
      UpdateSpecialistRequest request, StreamObserver<UpdateSpecialistResponse> observer) {
    if (calls.refusedByRules(request, observer)) {
      return;
    }
    SpecialistKey key = key(request.getPool(), request.getSpecialistId());
    List<String> paths = request.getUpdateMask().getPathsList();
    SpecialistPatch patch = base -> SpecialistCodec.updated(base, request.getSpec(), paths);
    calls.answer(
        key.pool(),
        Lane.WORK,
        new SpecialistCommand.Update(key, patch, version(request.getEtag())),
        observer,
        view ->
            UpdateSpecialistResponse.newBuilder()
                .setSpecialist(SpecialistCodec.toMessage(view))
                .build());
  }

  @Override
  public void drainSpecialist(
      DrainSpecialistRequest request, StreamObserver<DrainSpecialistResponse> observer) {
    if (calls.refusedByRules(request, observer)) {
      return;
    }
    SpecialistKey key = key(request.getPool(), request.getSpecialistId());
    calls.answer(
        key.pool(),
        Lane.WORK,
        new SpecialistCommand.Drain(key),
        observer,
        view ->
            DrainSpecialistResponse.newBuilder()
                .setSpecialist(SpecialistCodec.toMessage(view))
                .build());
  }

  @Override
  public void resumeSpecialist(
      ResumeSpecialistRequest request, StreamObserver<ResumeSpecialistResponse> observer) {
    if (calls.refusedByRules(request, observer)) {
      return;
    }
    SpecialistKey key = key(request.getPool(), request.getSpecialistId());
    calls.answer(
        key.pool(),
        Lane.WORK,
        new SpecialistCommand.Resume(key),
        observer,
        view ->
            ResumeSpecialistResponse.newBuilder()
                .setSpecialist(SpecialistCodec.toMessage(view))
                .build());
  }

  @Override
  public void deregisterSpecialist(
      DeregisterSpecialistRequest request, StreamObserver<DeregisterSpecialistResponse> observer) {
    if (calls.refusedByRules(request, observer)) {
      return;
    }
    SpecialistKey key = key(request.getPool(), request.getSpecialistId());
    SpecialistCommand.Deregister.WhenBusy busy =
        request.getForce()
            ? SpecialistCommand.Deregister.WhenBusy.REQUEUE
            : SpecialistCommand.Deregister.WhenBusy.REFUSE;
    calls.answer(
        key.pool(),
        Lane.WORK,
        new SpecialistCommand.Deregister(key, busy),
        observer,
        view -> DeregisterSpecialistResponse.getDefaultInstance());
  }

  @Override
  public StreamObserver<StreamLoadRequest> streamLoad(StreamObserver<StreamLoadResponse> observer) {
    LoadStream stream =
        new LoadStream(calls, scheduler, (ServerCallStreamObserver<StreamLoadResponse>) observer);
    stream.start();
    return stream;
  }

  @Override
  public StreamObserver<WorkRequest> work(StreamObserver<WorkResponse> observer) {
    WorkSession session =
        new WorkSession(
            calls, holders, scheduler, (ServerCallStreamObserver<WorkResponse>) observer);
    session.start();
    return session;
  }

  @Override
  public void pullAssignments(
      PullAssignmentsRequest request, StreamObserver<PullAssignmentsResponse> observer) {
    if (calls.refusedByRules(request, observer)) {
      return;
    }
    long waitMicros =
        request.hasWaitTimeout() ? TimeCodec.micros(request.getWaitTimeout()) : DEFAULT_WAIT_MICROS;
    new PullCall(
            calls,
            key(request.getPool(), request.getSpecialistId()),
            (ServerCallStreamObserver<PullAssignmentsResponse>) observer)
        .start(Math.max(1, request.getMaxAssignments()), waitMicros);
  }

  @Override
  public void acceptAssignment(
      AcceptAssignmentRequest request, StreamObserver<AcceptAssignmentResponse> observer) {
    if (!calls.refusedByRules(request, observer)) {
      holders.accept(
          request,
          calls.reply(
              observer,
              micros ->
                  AcceptAssignmentResponse.newBuilder()
                      .setLeaseExpireTime(TimeCodec.timestamp(micros))
                      .build()));
    }
  }

  @Override
  public void declineAssignment(
      DeclineAssignmentRequest request, StreamObserver<DeclineAssignmentResponse> observer) {
    if (!calls.refusedByRules(request, observer)) {
      holders.decline(
          request, calls.reply(observer, state -> DeclineAssignmentResponse.getDefaultInstance()));
    }
  }

  @Override
  public void renewAssignment(
      RenewAssignmentRequest request, StreamObserver<RenewAssignmentResponse> observer) {
    if (!calls.refusedByRules(request, observer)) {
      holders.renew(
          request,
          calls.reply(
              observer,
              micros ->
                  RenewAssignmentResponse.newBuilder()
                      .setLeaseExpireTime(TimeCodec.timestamp(micros))
                      .build()));
    }
  }

  @Override
  public void completeAssignment(
      CompleteAssignmentRequest request, StreamObserver<CompleteAssignmentResponse> observer) {
    if (!calls.refusedByRules(request, observer)) {
      holders.complete(
          request, calls.reply(observer, state -> CompleteAssignmentResponse.getDefaultInstance()));
    }
  }

  @Override
  public void failAssignment(
      FailAssignmentRequest request, StreamObserver<FailAssignmentResponse> observer) {
    if (!calls.refusedByRules(request, observer)) {
      holders.fail(
          request,
          calls.reply(
              observer,
              state ->
                  FailAssignmentResponse.newBuilder()
                      .setState(TaskStateCodec.toMessage(state))
                      .build()));
    }
  }

  private SpecialistKey key(String pool, String id) {
    return new SpecialistKey(calls.pool(pool), id);
  }

  private static ListSpecialistsResponse page(
      CursorScope scope, List<SpecialistView> found, int size) {
    ListSpecialistsResponse.Builder page = ListSpecialistsResponse.newBuilder();
    found.stream()
        .limit(size)
        .forEach(view -> page.addSpecialists(SpecialistCodec.toMessage(view)));
    if (found.size() > size) {
      page.setNextPageToken(Cursors.ofId(scope, found.get(size - 1).specialist().key().id()));
    }
    return page.build();
  }

  // Versions begin at 1, so what is no version of ours is that of nobody.
  private static long version(String etag) {
    if (etag.isEmpty()) {
      return ANY_VERSION;
    }
    OptionalLong version = Etag.version(etag);
    return version.orElse(0) > 0 ? version.getAsLong() : NO_VERSION;
  }

  private static Status invalidToken() {
    return ErrorStatus.of(
        ErrorReason.ERROR_REASON_INVALID_CURSOR,
        "the page token is not one of this listing",
        Map.of());
  }
}

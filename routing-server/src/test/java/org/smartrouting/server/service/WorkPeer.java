package org.smartrouting.server.service;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.v1.AcceptAssignmentRequest;
import org.smartrouting.v1.Ack;
import org.smartrouting.v1.Assignment;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.CompleteAssignmentRequest;
import org.smartrouting.v1.Hello;
import org.smartrouting.v1.SpecialistSpec;
import org.smartrouting.v1.Stopped;
import org.smartrouting.v1.Welcome;
import org.smartrouting.v1.WorkRequest;
import org.smartrouting.v1.WorkResponse;

/** The other end of a Work stream, moved by hand. */
final class WorkPeer implements ClientResponseObserver<WorkRequest, WorkResponse> {
  final BlockingQueue<WorkResponse> received = new LinkedBlockingQueue<>();
  final CompletableFuture<Optional<Throwable>> ended = new CompletableFuture<>();
  private final int reads;
  private @Nullable ClientCallStreamObserver<WorkRequest> call;
  private long lastId;

  private WorkPeer(int reads) {
    this.reads = reads;
  }

  /** Opens a stream and reads whatever comes. */
  static WorkPeer open(FleetFixture fleet) {
    return open(fleet, Integer.MAX_VALUE);
  }

  /** Opens a stream and reads only so many messages. */
  static WorkPeer open(FleetFixture fleet, int reads) {
    WorkPeer peer = new WorkPeer(reads);
    var unused = fleet.stub().work(peer);
    return peer;
  }

  /** Opens a stream, says hello and reads the welcome. */
  static WorkPeer connected(FleetFixture fleet, PoolKey pool, String id, int slots) {
    WorkPeer peer = open(fleet);
    peer.hello(pool, id, FleetFixture.slots(slots));
    peer.welcome();
    return peer;
  }

  ClientCallStreamObserver<WorkRequest> call() {
    return Objects.requireNonNull(call);
  }

  void hello(PoolKey pool, String id, SpecialistSpec spec, AssignmentReference... held) {
    Hello.Builder hello = Hello.newBuilder().setPool(pool.pool()).setSpecialistId(id).setSpec(spec);
    for (AssignmentReference each : held) {
      hello.addHeldAssignments(each);
    }
    call().onNext(WorkRequest.newBuilder().setHello(hello).build());
  }

  /** Sends a message under the next number, which it returns. */
  long send(WorkRequest.Builder message) {
    call().onNext(message.setMessageId(++lastId).build());
    return lastId;
  }

  long accept(AssignmentReference assignment) {
    return send(
        WorkRequest.newBuilder()
            .setAccept(AcceptAssignmentRequest.newBuilder().setAssignment(assignment)));
  }

  long complete(AssignmentReference assignment) {
    return send(
        WorkRequest.newBuilder()
            .setComplete(CompleteAssignmentRequest.newBuilder().setAssignment(assignment)));
  }

  long stopped(AssignmentReference assignment) {
    return send(
        WorkRequest.newBuilder().setStopped(Stopped.newBuilder().setAssignment(assignment)));
  }

  WorkResponse next() {
    try {
      WorkResponse next = received.poll(60, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing came");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Welcome welcome() {
    WorkResponse next = next();
    check(next.hasWelcome(), next);
    return next.getWelcome();
  }

  Assignment assignment() {
    WorkResponse next = next();
    check(next.hasAssignment(), next);
    return next.getAssignment();
  }

  AssignmentReference revoked() {
    WorkResponse next = next();
    check(next.hasRevoke(), next);
    return next.getRevoke().getAssignment();
  }

  /** Reads the ack of a message, which must say that it took effect. */
  void acked(long messageId) {
    Ack ack = ack(messageId);
    check(!ack.hasError(), ack);
  }

  /** Reads the ack of a message, which must say what went wrong. */
  Failure refused(long messageId) {
    return Failure.of(ack(messageId).getError());
  }

  /** Reads the ack of a message past whatever was pushed before it. */
  Ack ackAfterPushes(long messageId) {
    WorkResponse next = next();
    while (!next.hasAck()) {
      next = next();
    }
    check(next.getAck().getMessageId() == messageId, next);
    return next.getAck();
  }

  /** How the stream failed. */
  Failure failure() {
    return Failure.of(FleetFixture.guarded(ended).orElseThrow());
  }

  /** Whether the stream ended well, which it must have or will. */
  boolean completed() {
    return FleetFixture.guarded(ended).isEmpty();
  }

  static AssignmentReference reference(Assignment assignment) {
    return AssignmentReference.newBuilder()
        .setTaskId(assignment.getTask().getTaskId())
        .setAssignmentToken(assignment.getAssignmentToken())
        .build();
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<WorkRequest> started) {
    call = started;
    if (reads < Integer.MAX_VALUE) {
      started.disableAutoRequestWithInitial(reads);
    }
  }

  @Override
  public void onNext(WorkResponse response) {
    received.add(response);
  }

  @Override
  public void onError(Throwable error) {
    ended.complete(Optional.of(error));
  }

  @Override
  public void onCompleted() {
    ended.complete(Optional.empty());
  }

  private Ack ack(long messageId) {
    WorkResponse next = next();
    check(next.hasAck() && next.getAck().getMessageId() == messageId, next);
    return next.getAck();
  }

  private static void check(boolean expected, Object actual) {
    if (!expected) {
      throw new AssertionError("not expected: " + actual);
    }
  }
}

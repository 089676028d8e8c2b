package org.smartrouting.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.smartrouting.v1.Ack;
import org.smartrouting.v1.Assignment;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.Revoke;
import org.smartrouting.v1.SpecialistServiceGrpc.SpecialistServiceImplBase;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.Welcome;
import org.smartrouting.v1.WorkRequest;
import org.smartrouting.v1.WorkResponse;

/** Hands every Work stream to the test, which plays the router. */
final class FakeSpecialists extends SpecialistServiceImplBase {
  private final BlockingQueue<Stream> streams = new LinkedBlockingQueue<>();

  /** The next stream that is opened. */
  Stream nextStream() throws InterruptedException {
    return Guarded.next(streams);
  }

  /** Whether a stream was opened that nobody has taken. */
  boolean hasStream() {
    return !streams.isEmpty();
  }

  @Override
  public StreamObserver<WorkRequest> work(StreamObserver<WorkResponse> responses) {
    Stream stream = new Stream(responses);
    streams.add(stream);
    return stream;
  }

  /** One Work stream. Used by one test thread. */
  static final class Stream implements StreamObserver<WorkRequest> {
    final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    final BlockingQueue<WorkRequest> received = new LinkedBlockingQueue<>();
    private final StreamObserver<WorkResponse> responses;

    Stream(StreamObserver<WorkResponse> responses) {
      this.responses = responses;
    }

    WorkRequest next() throws InterruptedException {
      return Guarded.next(received);
    }

    boolean isSilent() {
      return received.isEmpty();
    }

    /** Takes the hello and answers it. */
    WorkRequest welcome(AssignmentReference... resumed) throws InterruptedException {
      return welcome(Duration.newBuilder().setSeconds(3600).build(), resumed);
    }

    WorkRequest welcome(Duration heartbeats, AssignmentReference... resumed)
        throws InterruptedException {
      WorkRequest hello = next();
      if (!hello.hasHello()) {
        throw new AssertionError("no hello but " + hello);
      }
      responses.onNext(
          WorkResponse.newBuilder()
              .setWelcome(
                  Welcome.newBuilder()
                      .addAllResumedAssignments(List.of(resumed))
                      .setHeartbeatInterval(heartbeats))
              .build());
      return hello;
    }

    /** Gives a task and returns how its assignment is called. */
    AssignmentReference assign(String taskId, int token) {
      return assign(taskId, token, false);
    }

    /** Gives a task ahead of a free slot. */
    AssignmentReference assignAhead(String taskId, int token) {
      return assign(taskId, token, true);
    }

    private AssignmentReference assign(String taskId, int token, boolean ahead) {
      ByteString secret = ByteString.copyFrom(new byte[] {(byte) token});
      responses.onNext(
          WorkResponse.newBuilder()
              .setAssignment(
                  Assignment.newBuilder()
                      .setTask(Task.newBuilder().setTaskId(taskId).setAttempt(1))
                      .setAhead(ahead)
                      .setAssignmentToken(secret))
              .build());
      return AssignmentReference.newBuilder().setTaskId(taskId).setAssignmentToken(secret).build();
    }

    void ack(WorkRequest message) {
      responses.onNext(
          WorkResponse.newBuilder()
              .setAck(Ack.newBuilder().setMessageId(message.getMessageId()))
              .build());
    }

    void refuse(WorkRequest message, com.google.rpc.Status error) {
      responses.onNext(
          WorkResponse.newBuilder()
              .setAck(Ack.newBuilder().setMessageId(message.getMessageId()).setError(error))
              .build());
    }

    void revoke(AssignmentReference assignment) {
      responses.onNext(
          WorkResponse.newBuilder()
              .setRevoke(Revoke.newBuilder().setAssignment(assignment))
              .build());
    }

    void fail(Throwable error) {
      responses.onError(error);
    }

    @Override
    public void onNext(WorkRequest request) {
      received.add(request);
    }

    @Override
    public void onError(Throwable error) {
      ends.add("cut");
    }

    @Override
    public void onCompleted() {
      ends.add("completed");
      responses.onCompleted();
    }
  }
}

package org.smartrouting.server.service;

import com.google.rpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.TaskCommand.Submitted;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.shard.Reply;
import org.smartrouting.server.error.ErrorStatus;
import org.smartrouting.server.validation.Violation;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.SubmitTasksRequest;
import org.smartrouting.v1.SubmitTasksResponse;

/**
 * One stream of submits. At most {@link #WINDOW} requests are read ahead of their responses, and
 * while the client does not read its responses no further request is read, so a stream holds a
 * bounded number of messages whatever the client does. Thread-safe.
 */
final class BulkSubmit implements StreamObserver<SubmitTasksRequest> {
  /** Most requests that are read and not answered. */
  static final int WINDOW = 256;

  private final Calls calls;
  private final ServerCallStreamObserver<SubmitTasksResponse> out;
  private final Object lock = new Object();
  // Guarded by the lock, as is every use of out that sends.
  private int unanswered;
  private int withheld;
  private boolean halfClosed;
  private boolean ended;

  BulkSubmit(Calls calls, ServerCallStreamObserver<SubmitTasksResponse> out) {
    this.calls = calls;
    this.out = out;
  }

  /** Takes over the flow control; must be called before the handler of the call returns. */
  void begin() {
    out.disableAutoRequest();
    out.setOnCancelHandler(this::cancelled);
    out.setOnReadyHandler(this::goOn);
    out.request(WINDOW);
  }

  @Override
  public void onNext(SubmitTasksRequest request) {
    synchronized (lock) {
      unanswered++;
    }
    List<Violation> violations = calls.violations(request);
    long sequence = request.getSequence();
    if (!violations.isEmpty()) {
      answer(refused(sequence, ErrorStatus.of(violations)));
      return;
    }
    SubmitTaskRequest submit = request.getSubmit();
    PoolKey pool = calls.pool(submit.getPool());
    calls
        .shards()
        .of(pool)
        .submit(Lane.SUBMIT, SubmitCommands.command(calls, pool, submit), new ItemReply(sequence));
  }

  @Override
  public void onError(Throwable cancelled) {
    cancelled();
  }

  @Override
  public void onCompleted() {
    synchronized (lock) {
      halfClosed = true;
      endIfAnswered();
    }
  }

  private void answer(SubmitTasksResponse response) {
    int room;
    synchronized (lock) {
      if (ended) {
        return;
      }
      out.onNext(response);
      unanswered--;
      withheld++;
      endIfAnswered();
      room = room();
    }
    request(room);
  }

  /** The client reads again. */
  private void goOn() {
    int room;
    synchronized (lock) {
      room = room();
    }
    request(room);
  }

  private void cancelled() {
    synchronized (lock) {
      ended = true;
    }
  }

  /** How many further requests may be read now. */
  private int room() {
    if (ended || halfClosed || !out.isReady()) {
      return 0;
    }
    int room = withheld;
    withheld = 0;
    return room;
  }

  // Not under the lock: it can deliver the next request on this thread.
  private void request(int room) {
    if (room > 0) {
      out.request(room);
    }
  }

  private void endIfAnswered() {
    if (halfClosed && unanswered == 0 && !ended) {
      ended = true;
      out.onCompleted();
    }
  }

  private static SubmitTasksResponse refused(long sequence, Status status) {
    return SubmitTasksResponse.newBuilder().setSequence(sequence).setRefused(status).build();
  }

  private final class ItemReply implements Reply<Submitted> {
    private final long sequence;

    ItemReply(long sequence) {
      this.sequence = sequence;
    }

    @Override
    public void done(Submitted value) {
      answer(
          SubmitTasksResponse.newBuilder()
              .setSequence(sequence)
              .setAccepted(SubmitCommands.response(value))
              .build());
    }

    @Override
    public void refused(Refusal refusal) {
      answer(BulkSubmit.refused(sequence, Calls.status(refusal)));
    }
  }
}

package org.smartrouting.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.SubmitTasksRequest;
import org.smartrouting.v1.SubmitTasksResponse;
import org.smartrouting.v1.TaskServiceGrpc.TaskServiceStub;

/**
 * The stream of submitted tasks, opened when there is something to send and again after a break.
 * Thread-safe; futures are completed without the lock.
 */
final class SubmitStream {
  private final TaskServiceStub tasks;
  private final Surroundings surroundings;
  private final ClientConfig config;
  private final Runnable answered;
  private final Runnable completed;

  private final Object lock = new Object();

  /** By sequence, which is also the order of the deadlines. */
  @GuardedBy("lock")
  private final NavigableMap<Long, Submission> unanswered = new TreeMap<>();

  @GuardedBy("lock")
  private final NavigableSet<Long> unsent = new TreeSet<>();

  @GuardedBy("lock")
  private @Nullable Connection current;

  @GuardedBy("lock")
  private boolean waiting;

  @GuardedBy("lock")
  private boolean expiryDue;

  @GuardedBy("lock")
  private long lastSequence;

  @GuardedBy("lock")
  private int failures;

  /** Items in a row that were sent away for a while. */
  @GuardedBy("lock")
  private int refusals;

  @GuardedBy("lock")
  private boolean closed;

  /**
   * Stores what it is made of.
   *
   * @param answered is run once for each task, before its future is completed
   * @param completed is run once for each task, after its future was completed
   */
  SubmitStream(
      TaskServiceStub tasks,
      Surroundings surroundings,
      ClientConfig config,
      Runnable answered,
      Runnable completed) {
    this.tasks = tasks;
    this.surroundings = surroundings;
    this.config = config;
    this.answered = answered;
    this.completed = completed;
  }

  /** Sends a task as soon as the stream takes it. */
  CompletableFuture<SubmitTasksResponse> add(SubmitTaskRequest request) {
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException("the submitter was closed");
      }
      long sequence = ++lastSequence;
      Submission submission =
          new Submission(
              SubmitTasksRequest.newBuilder().setSequence(sequence).setSubmit(request).build(),
              surroundings.nanoTime().getAsLong() + config.retryDeadline().toNanos(),
              new CompletableFuture<>());
      unanswered.put(sequence, submission);
      unsent.add(sequence);
      awaitExpiry();
      send();
      return submission.answer;
    }
  }

  /** Takes no more tasks. */
  void refuseNew() {
    synchronized (lock) {
      closed = true;
    }
  }

  /** Ends the stream; whatever is not answered fails with the reason. */
  void end(RoutingException reason) {
    List<Submission> failed;
    synchronized (lock) {
      closed = true;
      failed = takeAll();
      Connection open = current;
      current = null;
      if (open != null && failed.isEmpty()) {
        open.call().onCompleted();
      } else if (open != null) {
        open.call().cancel("the submitter was closed", null);
      }
    }
    failed.forEach(submission -> fail(submission, reason));
  }

  @GuardedBy("lock")
  private void send() {
    if (unsent.isEmpty() || waiting) {
      return;
    }
    if (current == null) {
      current = new Connection();
      var unused = tasks.submitTasks(current);
    }
    while (current != null && current.call().isReady() && !unsent.isEmpty()) {
      Submission next = unanswered.get(unsent.pollFirst());
      if (next != null) {
        current.call().onNext(next.request);
      }
    }
  }

  @GuardedBy("lock")
  private List<Submission> takeAll() {
    List<Submission> taken = new ArrayList<>(unanswered.values());
    unanswered.clear();
    unsent.clear();
    return taken;
  }

  @GuardedBy("lock")
  private void awaitExpiry() {
    if (!expiryDue && !unanswered.isEmpty()) {
      expiryDue = true;
      long leftNanos =
          unanswered.firstEntry().getValue().endNanos - surroundings.nanoTime().getAsLong();
      surroundings.after(Math.max(0, leftNanos), this::expire);
    }
  }

  private void expire() {
    List<Submission> expired = new ArrayList<>();
    synchronized (lock) {
      expiryDue = false;
      long now = surroundings.nanoTime().getAsLong();
      while (!unanswered.isEmpty() && unanswered.firstEntry().getValue().endNanos - now <= 0) {
        var oldest = unanswered.pollFirstEntry();
        unsent.remove(oldest.getKey());
        expired.add(oldest.getValue());
      }
      awaitExpiry();
    }
    String message = "no answer within " + config.retryDeadline();
    expired.forEach(
        submission ->
            fail(submission, RoutingException.local(Status.Code.DEADLINE_EXCEEDED, message)));
  }

  private void answer(Connection from, SubmitTasksResponse response) {
    Submission submission;
    CallFailure failure = null;
    synchronized (lock) {
      if (current != from) {
        return;
      }
      failures = 0;
      long sequence = response.getSequence();
      if (response.hasRefused()) {
        failure = CallFailure.of(response.getRefused());
        if (failure.retryable() && unanswered.containsKey(sequence)) {
          long delayNanos =
              config.retryBackoff().delayNanos(++refusals, failure, surroundings.random());
          surroundings.after(delayNanos, () -> sendAgain(sequence));
          return;
        }
      }
      refusals = 0;
      submission = unanswered.remove(sequence);
    }
    if (submission == null) {
      return;
    }
    if (failure == null) {
      answered.run();
      submission.answer.complete(response);
      completed.run();
    } else {
      fail(submission, new RoutingException(failure, null));
    }
  }

  private void sendAgain(long sequence) {
    synchronized (lock) {
      if (unanswered.containsKey(sequence)) {
        unsent.add(sequence);
        send();
      }
    }
  }

  private void lost(Connection from, Throwable error) {
    CallFailure failure = CallFailure.of(error);
    List<Submission> failed = List.of();
    synchronized (lock) {
      if (current != from) {
        return;
      }
      current = null;
      failures++;
      if (failure.endsStream()) {
        failed = takeAll();
      } else {
        unsent.addAll(unanswered.keySet());
        waiting = true;
        surroundings.after(
            config.reconnectBackoff().delayNanos(failures, failure, surroundings.random()),
            this::reopen);
      }
    }
    failed.forEach(submission -> fail(submission, RoutingException.of(error)));
  }

  private void reopen() {
    synchronized (lock) {
      waiting = false;
      send();
    }
  }

  private void ready() {
    synchronized (lock) {
      send();
    }
  }

  private void fail(Submission submission, RoutingException error) {
    answered.run();
    submission.answer.completeExceptionally(error);
    completed.run();
  }

  private record Submission(
      SubmitTasksRequest request, long endNanos, CompletableFuture<SubmitTasksResponse> answer) {}

  private final class Connection
      implements ClientResponseObserver<SubmitTasksRequest, SubmitTasksResponse> {
    private @Nullable ClientCallStreamObserver<SubmitTasksRequest> call;

    /** Set before the stub returns, under the lock. */
    ClientCallStreamObserver<SubmitTasksRequest> call() {
      return java.util.Objects.requireNonNull(call);
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<SubmitTasksRequest> started) {
      call = started;
      started.setOnReadyHandler(SubmitStream.this::ready);
    }

    @Override
    public void onNext(SubmitTasksResponse response) {
      answer(this, response);
    }

    @Override
    public void onError(Throwable error) {
      lost(this, error);
    }

    @Override
    public void onCompleted() {
      lost(this, Status.UNAVAILABLE.withDescription("the stream was ended").asRuntimeException());
    }
  }
}

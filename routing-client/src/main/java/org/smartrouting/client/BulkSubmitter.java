package org.smartrouting.client;

import io.grpc.Status;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.TaskServiceGrpc.TaskServiceStub;

/**
 * Submits many tasks over one stream without waiting for each answer. At most {@link
 * ClientConfig#submitWindow} tasks are unanswered at a time. When the stream breaks, what was not
 * answered is sent again under the same request ids, so no task is made twice.
 *
 * <p>Thread-safe. Futures are completed by the threads that receive the answers: a stage that
 * blocks holds up all later answers, so use {@link #trySubmit} there.
 */
public final class BulkSubmitter implements AutoCloseable {
  private final Surroundings surroundings;
  private final Semaphore window;
  // Apart from the window, which is free again before the future is completed, so that a stage of
  // the future can submit.
  private final Semaphore uncompleted = new Semaphore(Integer.MAX_VALUE);
  private final SubmitStream stream;
  private final Runnable forget;

  BulkSubmitter(TaskServiceStub tasks, Surroundings surroundings, ClientConfig config) {
    this.surroundings = surroundings;
    this.window = new Semaphore(config.submitWindow());
    this.stream =
        new SubmitStream(tasks, surroundings, config, window::release, uncompleted::release);
    this.forget = surroundings.lifetime().onEnd(stream::end);
  }

  /**
   * Submits a task; waits while the window is full.
   *
   * @param request without a request_id it gets a random one
   * @return the accepted task, or a {@link RoutingException}: the refusal, or DEADLINE_EXCEEDED
   *     when there was no answer within {@link ClientConfig#retryDeadline}. Cancelling it does not
   *     take the task back.
   * @throws IllegalStateException if this was closed
   */
  public CompletableFuture<Task> submit(SubmitTaskRequest request) throws InterruptedException {
    window.acquire();
    return add(request);
  }

  /** Submits a task as {@link #submit} does, or returns empty when the window is full. */
  public Optional<CompletableFuture<Task>> trySubmit(SubmitTaskRequest request) {
    return window.tryAcquire() ? Optional.of(add(request)) : Optional.empty();
  }

  /**
   * Takes no more tasks and waits until all are answered, which takes at most {@link
   * ClientConfig#retryDeadline}. When the thread is interrupted, the unanswered ones fail with
   * CANCELLED: whether they were made is not known then. Not to be called by a stage of one of its
   * futures.
   */
  @Override
  public void close() {
    stream.refuseNew();
    try {
      uncompleted.acquire(Integer.MAX_VALUE);
      uncompleted.release(Integer.MAX_VALUE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    forget.run();
    stream.end(RoutingException.local(Status.Code.CANCELLED, "the submitter was closed"));
  }

  private CompletableFuture<Task> add(SubmitTaskRequest request) {
    SubmitTaskRequest repeatable =
        request.getRequestId().isEmpty()
            ? request.toBuilder().setRequestId(surroundings.requestIds().get()).build()
            : request;
    uncompleted.acquireUninterruptibly();
    try {
      return stream.add(repeatable).thenApply(answer -> answer.getAccepted().getTask());
    } catch (IllegalStateException closed) {
      window.release();
      uncompleted.release();
      throw closed;
    }
  }
}

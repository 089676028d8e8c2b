package org.smartrouting.loadtests.replay;

import io.grpc.Status;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.smartrouting.client.BulkSubmitter;
import org.smartrouting.client.RoutingException;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.Task;

/**
 * Submits the tasks of a trace at their times, whether the earlier ones were answered or not. It is
 * held back only when a thousand of them are unanswered, and tells how often that was. One thread
 * submits; the answers are thread-safe.
 */
final class Submissions implements AutoCloseable {
  private static final int STREAMS = 4;
  private static final int DIGITS = 3;

  private final ReplayTasks tasks;
  private final ReplayClock clock;
  private final TimeScale scale;
  private final List<BulkSubmitter> submitters = new ArrayList<>();
  private final AtomicReferenceArray<String> taskIds;
  private final Map<Status.Code, Integer> refusals = new EnumMap<>(Status.Code.class);
  private final long[] arrivalMicros;
  private final AtomicInteger submitted = new AtomicInteger();
  private final Histogram lateMicros = new Histogram(DIGITS);
  private long heldNanos;
  private int held;

  Submissions(ReplayClients clients, Scene scene) {
    this.tasks = scene.tasks();
    this.clock = scene.clock();
    this.scale = scene.scale();
    this.taskIds = new AtomicReferenceArray<>(tasks.size());
    this.arrivalMicros = new long[tasks.size()];
    for (int i = 0; i < STREAMS; i++) {
      submitters.add(clients.get(i).bulkSubmitter());
    }
  }

  /** Submits them all and waits for the answers. */
  void run() throws InterruptedException {
    for (int index = 0; index < tasks.size(); index++) {
      arrivalMicros[index] = await(index);
      int place = index;
      var unused =
          submit(tasks.request(index, arrivalMicros[index], clock))
              .whenComplete((task, error) -> answered(place, task, error));
      submitted.incrementAndGet();
    }
    submitters.forEach(BulkSubmitter::close);
  }

  /** Tasks submitted so far. */
  int submitted() {
    return submitted.get();
  }

  /** Id of a task by its place; null when it was not acknowledged. */
  @Nullable String taskId(int index) {
    return taskIds.get(index);
  }

  /** When a task was to arrive, trace time; only after the run. */
  long arrivalMicros(int index) {
    return arrivalMicros[index];
  }

  /** How many submits were refused, by code. */
  Map<Status.Code, Integer> refusals() {
    synchronized (refusals) {
      return new EnumMap<>(refusals);
    }
  }

  /** How late tasks were sent, in microseconds of wall time; only after the run. */
  Histogram lateMicros() {
    return lateMicros;
  }

  /** How often the next submit had to wait for answers. */
  int held() {
    return held;
  }

  /** How long these waits were together, nanoseconds. */
  long heldNanos() {
    return heldNanos;
  }

  @Override
  public void close() {
    submitters.forEach(BulkSubmitter::close);
  }

  /** Waits for the time of a task; returns that time, which is now when nothing is waited for. */
  private long await(int index) {
    if (scale.isUnpaced()) {
      return clock.traceMicros();
    }
    long due = tasks.get(index).arrivalMicros();
    long left = clock.nanosUntil(due);
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = clock.nanosUntil(due);
    }
    lateMicros.recordValue(-left / 1_000);
    return due;
  }

  private CompletableFuture<Task> submit(SubmitTaskRequest request) throws InterruptedException {
    for (BulkSubmitter submitter : submitters) {
      Optional<CompletableFuture<Task>> answer = submitter.trySubmit(request);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    long begin = System.nanoTime();
    CompletableFuture<Task> answer = submitters.get(held % STREAMS).submit(request);
    held++;
    heldNanos += System.nanoTime() - begin;
    return answer;
  }

  private void answered(int index, @Nullable Task task, @Nullable Throwable error) {
    if (task != null) {
      taskIds.set(index, task.getTaskId());
    } else if (error != null) {
      synchronized (refusals) {
        refusals.merge(RoutingException.of(error).code(), 1, Integer::sum);
      }
    }
  }
}

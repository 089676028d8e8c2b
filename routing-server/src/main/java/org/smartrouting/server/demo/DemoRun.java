package org.smartrouting.server.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.smartrouting.client.BulkSubmitter;
import org.smartrouting.client.RoutingClient;
import org.smartrouting.v1.ExplainRouteRequest;
import org.smartrouting.v1.Task;

/** Submits tasks, waits for their results and counts. */
final class DemoRun {
  private static final long SEED = 20_260_101;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final long PROGRESS_MILLIS = 200;

  private final RoutingClient client;
  private final IntConsumer progress;

  /**
   * Will run over a client.
   *
   * @param progress told now and then how many tasks have ended
   */
  DemoRun(RoutingClient client, IntConsumer progress) {
    this.client = client;
    this.progress = progress;
  }

  DemoResult run(int tasks) throws InterruptedException {
    DemoTasks source = new DemoTasks(new SplittableRandom(SEED));
    AtomicInteger ended = new AtomicInteger();
    List<CompletableFuture<Task>> results = new ArrayList<>(tasks);
    long begin = System.nanoTime();
    try (DemoFleet fleet = DemoFleet.start(client);
        BulkSubmitter submitter = client.bulkSubmitter()) {
      for (int i = 1; i <= tasks; i++) {
        results.add(
            submitter
                .submit(source.next(i))
                .thenCompose(task -> client.awaitResult(task, LONGEST_WAIT))
                .whenComplete((task, error) -> ended.incrementAndGet()));
        if (i % 100 == 0) {
          progress.accept(ended.get());
        }
      }
      await(results, ended);
      double seconds = (System.nanoTime() - begin) / 1e9;
      List<Task> done = new ArrayList<>();
      for (CompletableFuture<Task> result : results) {
        if (!result.isCompletedExceptionally() && result.isDone()) {
          done.add(result.join());
        }
      }
      int begunTwice =
          (int) fleet.completions().values().stream().filter(count -> count.get() > 1).count();
      return DemoResult.of(tasks, done, begunTwice, seconds, explained(done));
    }
  }

  private void await(List<CompletableFuture<Task>> results, AtomicInteger ended)
      throws InterruptedException {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(results.toArray(new CompletableFuture<?>[0]));
    while (!all.isDone()) {
      try {
        all.get(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        progress.accept(ended.get());
      } catch (ExecutionException e) {
        // A task that did not end well is counted in the result.
        break;
      }
    }
    progress.accept(ended.get());
  }

  private String explained(List<Task> done) {
    if (done.isEmpty()) {
      return "nothing was decided";
    }
    Task sample =
        done.stream()
            .filter(task -> task.getSpec().getTaskType().equals("review"))
            .findFirst()
            .orElse(done.get(0));
    return client
        .explain(ExplainRouteRequest.newBuilder().setTaskId(sample.getTaskId()).build())
        .join()
        .getSummary();
  }
}

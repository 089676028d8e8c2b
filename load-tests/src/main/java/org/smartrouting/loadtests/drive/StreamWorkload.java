package org.smartrouting.loadtests.drive;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.smartrouting.client.BulkSubmitter;
import org.smartrouting.client.RoutingException;
import org.smartrouting.client.SpecialistSession;
import org.smartrouting.client.TaskHandler;
import org.smartrouting.v1.TaskResult;

/** Tasks go over streams in both directions, through the client library. Thread-safe. */
final class StreamWorkload implements Workload {
  /** Most tasks that one stream of submits can have unanswered. */
  private static final int WINDOW = 256;

  private final Requests requests;
  private final List<BulkSubmitter> submitters = new ArrayList<>();
  private final List<SpecialistSession> sessions = new ArrayList<>();
  private final ExecutorService workers =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

  /**
   * Starts the specialists.
   *
   * @param started told the title of each task that a specialist begins
   */
  StreamWorkload(
      Connections connections,
      DriveSettings settings,
      Requests requests,
      Consumer<String> started) {
    this.requests = requests;
    // So many that no window is ever full, as lanes must not wait; and one for each connection at
    // least, as the answers of a stream come by one thread at a time, which sends the next task.
    int streams = Math.max(settings.connections(), (settings.inFlight() + WINDOW - 1) / WINDOW);
    for (int i = 0; i < streams; i++) {
      submitters.add(connections.client(i).bulkSubmitter());
    }
    TaskHandler handler =
        task -> {
          started.accept(task.task().getSpec().getTitle());
          return TaskResult.getDefaultInstance();
        };
    for (int i = 0; i < settings.specialists(); i++) {
      sessions.add(
          connections
              .client(i)
              .specialist("specialist-" + i)
              .pool(requests.pool())
              .spec(Requests.specialist(settings.slots()))
              .handler(handler)
              .executor(workers)
              .start());
    }
  }

  @Override
  public void send(Trip trip) {
    var unused =
        submitters
            .get(trip.lane() % submitters.size())
            .trySubmit(requests.submit(trip))
            .orElseThrow(() -> new IllegalStateException("the window of a submitter is full"))
            .whenComplete((task, error) -> submitted(trip, error));
  }

  @Override
  public void close() {
    submitters.forEach(BulkSubmitter::close);
    sessions.forEach(SpecialistSession::close);
    workers.shutdownNow();
  }

  private static void submitted(Trip trip, @Nullable Throwable error) {
    if (error == null) {
      trip.acknowledged();
    } else {
      trip.failed(RoutingException.of(error).code());
    }
  }
}

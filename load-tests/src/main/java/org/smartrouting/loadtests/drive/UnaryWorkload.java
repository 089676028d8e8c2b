package org.smartrouting.loadtests.drive;

import com.google.protobuf.Duration;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.smartrouting.client.RoutingException;
import org.smartrouting.v1.AcceptAssignmentRequest;
import org.smartrouting.v1.AcceptAssignmentResponse;
import org.smartrouting.v1.Assignment;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.PullAssignmentsRequest;
import org.smartrouting.v1.PullAssignmentsResponse;
import org.smartrouting.v1.SpecialistServiceGrpc;

/**
 * Tasks are submitted, pulled, accepted and completed with unary calls. Each specialist always has
 * one pull open. Thread-safe.
 */
final class UnaryWorkload implements Workload {
  private static final int WAIT_SECONDS = 20;
  private static final int DEADLINE_SECONDS = 30;
  private static final int PAUSE_MILLIS = 20;
  private static final int MOST_PULLED = 1_000;

  private final Connections connections;
  private final DriveSettings settings;
  private final Requests requests;
  private final Function<String, @Nullable Trip> trips;
  private final CancellableContext pulls = Context.ROOT.withCancellation();

  /**
   * Registers the specialists and begins to pull.
   *
   * @param trips finds the trip of a task by its title; null when it has ended
   */
  UnaryWorkload(
      Connections connections,
      DriveSettings settings,
      Requests requests,
      Function<String, @Nullable Trip> trips) {
    this.connections = connections;
    this.settings = settings;
    this.requests = requests;
    this.trips = trips;
    RouteWorkload.register(connections, settings, requests);
    for (int i = 0; i < settings.specialists(); i++) {
      pull(i);
    }
  }

  @Override
  public void send(Trip trip) {
    var unused =
        connections
            .client(trip.lane())
            .submit(requests.submit(trip))
            .whenComplete(
                (task, error) -> {
                  if (error == null) {
                    trip.acknowledged();
                  } else {
                    trip.failed(RoutingException.of(error).code());
                  }
                });
  }

  @Override
  public void close() {
    pulls.cancel(null);
  }

  private void pull(int specialist) {
    if (pulls.isCancelled()) {
      return;
    }
    PullAssignmentsRequest request =
        PullAssignmentsRequest.newBuilder()
            .setSpecialistId("specialist-" + specialist)
            .setPool(requests.pool())
            .setMaxAssignments(Math.min(settings.slots(), MOST_PULLED))
            .setWaitTimeout(Duration.newBuilder().setSeconds(WAIT_SECONDS))
            .build();
    pulls.run(
        () ->
            SpecialistServiceGrpc.newStub(connections.channel(specialist))
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .pullAssignments(
                    request,
                    new Answer<PullAssignmentsResponse>(
                        answer -> pulled(specialist, answer), status -> pullLater(specialist))));
  }

  private void pulled(int specialist, PullAssignmentsResponse answer) {
    Channel channel = connections.channel(specialist);
    // The calls outlive the cancellation of the pulls.
    Context.ROOT.run(
        () -> answer.getAssignmentsList().forEach(assignment -> accept(channel, assignment)));
    pull(specialist);
  }

  private void pullLater(int specialist) {
    CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS, Runnable::run)
        .execute(() -> pull(specialist));
  }

  private void accept(Channel channel, Assignment assignment) {
    Trip trip = trips.apply(assignment.getTask().getSpec().getTitle());
    if (trip == null) {
      return;
    }
    trip.started();
    AssignmentReference reference = RouteWorkload.reference(assignment);
    SpecialistServiceGrpc.newStub(channel)
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .acceptAssignment(
            AcceptAssignmentRequest.newBuilder().setAssignment(reference).build(),
            new Answer<AcceptAssignmentResponse>(
                accepted -> RouteWorkload.complete(channel, reference, trip),
                (Status status) -> trip.failed(status.getCode())));
  }
}

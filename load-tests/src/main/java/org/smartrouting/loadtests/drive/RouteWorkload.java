package org.smartrouting.loadtests.drive;

import io.grpc.Channel;
import java.util.concurrent.TimeUnit;
import org.smartrouting.client.RoutingException;
import org.smartrouting.v1.Assignment;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.CompleteAssignmentRequest;
import org.smartrouting.v1.CompleteAssignmentResponse;
import org.smartrouting.v1.RegisterSpecialistRequest;
import org.smartrouting.v1.RouteTaskResponse;
import org.smartrouting.v1.SpecialistServiceGrpc;

/** A specialist is chosen for each task, and the caller completes it: two unary calls. */
final class RouteWorkload implements Workload {
  private static final long DEADLINE_SECONDS = 10;

  private final Connections connections;
  private final Requests requests;

  /** Registers the specialists. */
  RouteWorkload(Connections connections, DriveSettings settings, Requests requests) {
    this.connections = connections;
    this.requests = requests;
    register(connections, settings, requests);
  }

  /** Registers as many specialists as the settings say. */
  static void register(Connections connections, DriveSettings settings, Requests requests) {
    for (int i = 0; i < settings.specialists(); i++) {
      connections
          .client(i)
          .specialists()
          .registerSpecialist(
              RegisterSpecialistRequest.newBuilder()
                  .setSpecialistId("specialist-" + i)
                  .setPool(requests.pool())
                  .setSpec(Requests.specialist(settings.slots()))
                  .build());
    }
  }

  /** Names an assignment in later calls. */
  static AssignmentReference reference(Assignment assignment) {
    return AssignmentReference.newBuilder()
        .setTaskId(assignment.getTask().getTaskId())
        .setAssignmentToken(assignment.getAssignmentToken())
        .build();
  }

  /** Completes the assignment of a trip. */
  static void complete(Channel channel, AssignmentReference assignment, Trip trip) {
    SpecialistServiceGrpc.newStub(channel)
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .completeAssignment(
            CompleteAssignmentRequest.newBuilder().setAssignment(assignment).build(),
            new Answer<CompleteAssignmentResponse>(
                answer -> trip.completed(), status -> trip.failed(status.getCode())));
  }

  @Override
  public void send(Trip trip) {
    var unused =
        connections
            .client(trip.lane())
            .route(requests.route(trip))
            .whenComplete(
                (routed, error) -> {
                  if (error == null) {
                    routed(trip, routed);
                  } else {
                    trip.failed(RoutingException.of(error).code());
                  }
                });
  }

  @Override
  public void close() {}

  private void routed(Trip trip, RouteTaskResponse routed) {
    trip.acknowledged();
    trip.started();
    complete(connections.channel(trip.lane()), reference(routed.getAssignment()), trip);
  }
}

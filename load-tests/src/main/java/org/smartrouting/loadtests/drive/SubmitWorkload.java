package org.smartrouting.loadtests.drive;

import org.smartrouting.client.RoutingException;

/** Tasks are submitted with unary calls of the client library, and stay where they are. */
final class SubmitWorkload implements Workload {
  private final Connections connections;
  private final Requests requests;

  SubmitWorkload(Connections connections, Requests requests) {
    this.connections = connections;
    this.requests = requests;
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
                    trip.completed();
                  } else {
                    trip.failed(RoutingException.of(error).code());
                  }
                });
  }

  @Override
  public void close() {}
}

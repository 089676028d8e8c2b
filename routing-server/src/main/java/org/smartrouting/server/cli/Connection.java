package org.smartrouting.server.cli;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.smartrouting.v1.PoolServiceGrpc;
import org.smartrouting.v1.RoutingServiceGrpc;
import org.smartrouting.v1.SpecialistServiceGrpc;
import org.smartrouting.v1.TaskServiceGrpc;
import picocli.CommandLine.Option;

/** Options of the commands that talk to a server, and the connection that they describe. */
final class Connection {
  @Option(
      names = "--target",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:50051",
      description = "The server. Default: ${DEFAULT-VALUE}.")
  private String target;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How long one call may take. Default: ${DEFAULT-VALUE}.")
  private Duration timeout;

  /** Uses the tasks of the server. */
  void tasks(Consumer<TaskServiceGrpc.TaskServiceBlockingStub> use) {
    with(channel -> use.accept(TaskServiceGrpc.newBlockingStub(channel)));
  }

  /** Uses the specialists of the server. */
  void specialists(Consumer<SpecialistServiceGrpc.SpecialistServiceBlockingStub> use) {
    with(channel -> use.accept(SpecialistServiceGrpc.newBlockingStub(channel)));
  }

  /** Uses the routing of the server. */
  void routing(Consumer<RoutingServiceGrpc.RoutingServiceBlockingStub> use) {
    with(channel -> use.accept(RoutingServiceGrpc.newBlockingStub(channel)));
  }

  /** Uses the pools of the server. */
  void pools(Consumer<PoolServiceGrpc.PoolServiceBlockingStub> use) {
    with(channel -> use.accept(PoolServiceGrpc.newBlockingStub(channel)));
  }

  /** Gives one call its time. */
  <S extends io.grpc.stub.AbstractStub<S>> S timed(S stub) {
    return stub.withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void with(Consumer<ManagedChannel> use) {
    ManagedChannel channel =
        Grpc.newChannelBuilder(target, InsecureChannelCredentials.create()).build();
    try {
      use.accept(channel);
    } finally {
      channel.shutdownNow();
    }
  }
}

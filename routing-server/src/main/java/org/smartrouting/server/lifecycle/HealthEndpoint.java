package org.smartrouting.server.lifecycle;

import com.google.protobuf.Duration;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.smartrouting.server.error.ErrorStatus;
import org.smartrouting.server.error.UnexpectedErrors;
import org.smartrouting.v1.CheckHealthRequest;
import org.smartrouting.v1.CheckHealthResponse;
import org.smartrouting.v1.HealthComponent;
import org.smartrouting.v1.HealthServiceGrpc;

/** Tells callers how the server is, by a probe made for each call. */
public final class HealthEndpoint extends HealthServiceGrpc.HealthServiceImplBase {
  private final HealthProbe probe;
  private final Executor blocking;
  private final String version;
  private final Supplier<java.time.Duration> uptime;
  private final UnexpectedErrors unexpected;

  /**
   * Serves a probe.
   *
   * @param blocking runs the probe
   * @param version version of the server
   * @param uptime time since its start
   */
  public HealthEndpoint(
      HealthProbe probe,
      Executor blocking,
      String version,
      Supplier<java.time.Duration> uptime,
      UnexpectedErrors unexpected) {
    this.probe = probe;
    this.blocking = blocking;
    this.version = version;
    this.uptime = uptime;
    this.unexpected = unexpected;
  }

  @Override
  public void checkHealth(
      CheckHealthRequest request, StreamObserver<CheckHealthResponse> observer) {
    blocking.execute(() -> answer(observer));
  }

  private void answer(StreamObserver<CheckHealthResponse> observer) {
    CheckHealthResponse response;
    try {
      List<HealthComponent> components = probe.probe();
      java.time.Duration up = uptime.get();
      response =
          CheckHealthResponse.newBuilder()
              .setStatus(HealthProbe.worst(components))
              .addAllComponents(components)
              .setVersion(version)
              .setUptime(
                  Duration.newBuilder().setSeconds(up.toSeconds()).setNanos(up.toNanosPart()))
              .build();
    } catch (RuntimeException e) {
      observer.onError(ErrorStatus.toException(unexpected.toStatus(e)));
      return;
    }
    observer.onNext(response);
    observer.onCompleted();
  }
}

package org.smartrouting.server.lifecycle;

import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.smartrouting.v1.HealthServiceGrpc;
import org.smartrouting.v1.HealthStatus;
import org.smartrouting.v1.PoolServiceGrpc;
import org.smartrouting.v1.RoutingServiceGrpc;
import org.smartrouting.v1.SpecialistServiceGrpc;
import org.smartrouting.v1.TaskServiceGrpc;

/**
 * Keeps the standard health service true: it probes again and again and tells load balancers what
 * it found, for the server and for each service. Its own health service serves as long as the
 * process does. {@link #run} must not overlap with itself; otherwise thread-safe.
 */
public final class HealthWatch implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(HealthWatch.class);
  private static final List<String> NEED_SHARDS =
      List.of(
          HealthStatusManager.SERVICE_NAME_ALL_SERVICES,
          TaskServiceGrpc.SERVICE_NAME,
          RoutingServiceGrpc.SERVICE_NAME,
          SpecialistServiceGrpc.SERVICE_NAME,
          PoolServiceGrpc.SERVICE_NAME);

  private final HealthProbe probe;
  private final HealthStatusManager statuses = new HealthStatusManager();
  private ServingStatus last = ServingStatus.UNKNOWN;

  /** Watches by this probe. */
  public HealthWatch(HealthProbe probe) {
    this.probe = probe;
    NEED_SHARDS.forEach(service -> statuses.setStatus(service, ServingStatus.NOT_SERVING));
    statuses.setStatus(HealthServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
  }

  /** The standard health service. */
  public BindableService service() {
    return statuses.getHealthService();
  }

  @Override
  public void run() {
    HealthStatus found = HealthProbe.worst(probe.probe());
    boolean serves = found != HealthStatus.HEALTH_STATUS_NOT_SERVING;
    ServingStatus next = serves ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
    if (next != last) {
      log.info("health is {}", next);
      last = next;
    }
    NEED_SHARDS.forEach(service -> statuses.setStatus(service, next));
  }

  /** Tells everybody that the server stops; nothing changes that any more. */
  public void stopping() {
    probe.stopping();
    statuses.enterTerminalState();
  }
}

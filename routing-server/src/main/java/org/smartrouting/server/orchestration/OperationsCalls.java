package org.smartrouting.server.orchestration;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smartrouting.core.shard.Shard;
import org.smartrouting.orchestration.v1.CheckHealthRequest;
import org.smartrouting.orchestration.v1.CheckHealthResponse;
import org.smartrouting.orchestration.v1.GetRestartStatusRequest;
import org.smartrouting.orchestration.v1.GetRestartStatusResponse;
import org.smartrouting.orchestration.v1.PrepareShutdownRequest;
import org.smartrouting.orchestration.v1.PrepareShutdownResponse;
import org.smartrouting.orchestration.v1.Restart;
import org.smartrouting.orchestration.v1.RestartPhase;
import org.smartrouting.orchestration.v1.RestartReason;
import org.smartrouting.orchestration.v1.RestartServerRequest;
import org.smartrouting.orchestration.v1.RestartServerResponse;
import org.smartrouting.server.codec.TimeCodec;
import org.smartrouting.server.error.ErrorStatus;
import org.smartrouting.server.lifecycle.HealthProbe;
import org.smartrouting.server.lifecycle.Restarts;
import org.smartrouting.server.service.Calls;
import org.smartrouting.v1.ErrorReason;
import org.smartrouting.v1.HealthComponent;
import org.smartrouting.v1.HealthStatus;

/** Tells how the server is, and restarts it. */
final class OperationsCalls {
  private static final Duration DEFAULT_DRAIN = Duration.ofSeconds(30);
  private static final String DATABASE = "database";

  private final OrchestrationParts parts;
  private final Calls calls;
  private final Restarts restarts;

  OperationsCalls(OrchestrationParts parts) {
    this.parts = parts;
    this.calls = parts.calls();
    this.restarts = parts.restarts();
  }

  void health(CheckHealthRequest request, StreamObserver<CheckHealthResponse> observer) {
    calls.later(
        parts.blocking(),
        observer,
        () -> {
          List<HealthComponent> checks = checks(request);
          observer.onNext(
              CheckHealthResponse.newBuilder()
                  .setHealthy(HealthProbe.worst(checks) == HealthStatus.HEALTH_STATUS_SERVING)
                  .setCheckedAt(TimeCodec.timestamp(calls.nowMicros()))
                  .setServerVersion(parts.version())
                  .addAllChecks(checks)
                  .build());
          observer.onCompleted();
        });
  }

  private List<HealthComponent> checks(CheckHealthRequest request) {
    List<HealthComponent> checks = new ArrayList<>();
    boolean database = !request.hasIncludeDatabaseStatus() || request.getIncludeDatabaseStatus();
    for (HealthComponent component : parts.probe().probe()) {
      if (database || !component.getName().equals(DATABASE)) {
        checks.add(component);
      }
    }
    if (!request.hasIncludeConnectionStatus() || request.getIncludeConnectionStatus()) {
      checks.add(fine("connections", connections() + " calls wait or are connected"));
    }
    if (!request.hasIncludeRebootReadiness() || request.getIncludeRebootReadiness()) {
      checks.add(
          fine(
              "restart",
              restarts.isUnderWay()
                  ? "one is under way"
                  : "could begin; " + restarts.count() + " so far"));
    }
    return checks;
  }

  private static HealthComponent fine(String name, String detail) {
    return HealthComponent.newBuilder()
        .setName(name)
        .setStatus(HealthStatus.HEALTH_STATUS_SERVING)
        .setDetail(detail)
        .build();
  }

  private long connections() {
    return calls.shards().all().stream().mapToLong(Shard::connections).sum();
  }

  void restart(RestartServerRequest request, StreamObserver<RestartServerResponse> observer) {
    boolean graceful = !request.hasGraceful() || request.getGraceful();
    Duration drain = DEFAULT_DRAIN;
    if (request.hasTimeout()) {
      drain = Duration.ofNanos(1_000 * TimeCodec.micros(request.getTimeout()));
    }
    RestartReason reason =
        request.getReason() == RestartReason.RESTART_REASON_UNSPECIFIED
            ? RestartReason.RESTART_REASON_MANUAL_REQUEST
            : request.getReason();
    Optional<Restarts.Restart> begun =
        restarts.begin(reason.getNumber(), graceful ? drain : Duration.ZERO);
    if (begun.isEmpty()) {
      Calls.fail(
          observer,
          ErrorStatus.of(
              ErrorReason.ERROR_REASON_RESTART_UNDER_WAY, "a restart is under way", Map.of()));
      return;
    }
    observer.onNext(RestartServerResponse.newBuilder().setRestart(message(begun.get())).build());
    observer.onCompleted();
  }

  void restartStatus(
      GetRestartStatusRequest request, StreamObserver<GetRestartStatusResponse> observer) {
    List<Restarts.Restart> all = restarts.history();
    GetRestartStatusResponse.Builder response =
        GetRestartStatusResponse.newBuilder().setTotalRestarts(restarts.count());
    if (!all.isEmpty()) {
      response.setCurrentStatus(message(all.get(0)));
    }
    if (request.getIncludeHistory()) {
      all.stream().skip(1).map(OperationsCalls::message).forEach(response::addHistory);
    }
    observer.onNext(response.build());
    observer.onCompleted();
  }

  void prepareShutdown(
      PrepareShutdownRequest request, StreamObserver<PrepareShutdownResponse> observer) {
    calls.later(
        parts.blocking(),
        observer,
        () -> {
          observer.onNext(readiness(request));
          observer.onCompleted();
        });
  }

  private PrepareShutdownResponse readiness(PrepareShutdownRequest request) {
    PrepareShutdownResponse.Builder response = PrepareShutdownResponse.newBuilder();
    List<String> issues = new ArrayList<>();
    if (!request.hasCheckActiveTasks() || request.getCheckActiveTasks()) {
      int held = calls.shards().held();
      response.setActiveTasks(held);
      if (held > 0) {
        issues.add(held + " tasks are in the hands of specialists, who can resume them");
      }
    }
    if (!request.hasCheckDatabaseState() || request.getCheckDatabaseState()) {
      boolean ready =
          parts.probe().probe().stream()
              .allMatch(each -> each.getStatus() == HealthStatus.HEALTH_STATUS_SERVING);
      response.setDatabaseReady(ready);
      if (!ready) {
        issues.add("the database, a shard or its journal does not work as it should");
      }
    }
    if (!request.hasCheckClientConnections() || request.getCheckClientConnections()) {
      long open = connections();
      response.setOpenConnections(open);
      if (open > 0) {
        issues.add(open + " calls wait or are connected and will have to come back");
      }
    }
    return response.setReadyForShutdown(issues.isEmpty()).addAllBlockingIssues(issues).build();
  }

  private static Restart message(Restarts.Restart restart) {
    Restart.Builder message =
        Restart.newBuilder()
            .setNumber(restart.number())
            .setPhase(RestartPhase.valueOf("RESTART_PHASE_" + restart.phase().name()))
            .setReasonValue(restart.reason())
            .setStartedAt(time(restart.startedAt()))
            .setError(restart.error());
    if (restart.completedAt() != null) {
      message.setCompletedAt(time(restart.completedAt()));
    }
    return message.build();
  }

  private static Timestamp time(Instant instant) {
    return Timestamps.fromMillis(instant.toEpochMilli());
  }
}

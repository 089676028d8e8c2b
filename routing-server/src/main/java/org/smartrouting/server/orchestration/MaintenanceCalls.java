package org.smartrouting.server.orchestration;

import io.grpc.stub.StreamObserver;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.PlanCommand;
import org.smartrouting.core.engine.SessionCommand;
import org.smartrouting.core.orchestration.Session;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.orchestration.v1.CoordinateMaintenanceRequest;
import org.smartrouting.orchestration.v1.CoordinateMaintenanceResponse;
import org.smartrouting.orchestration.v1.MaintenanceScope;
import org.smartrouting.server.codec.PlannedTaskCodec;
import org.smartrouting.server.service.Calls;

/** Finds out what maintenance is about, and begins it. */
final class MaintenanceCalls {
  private final OrchestrationParts parts;
  private final Calls calls;

  MaintenanceCalls(OrchestrationParts parts) {
    this.parts = parts;
    this.calls = parts.calls();
  }

  void coordinate(
      CoordinateMaintenanceRequest request,
      StreamObserver<CoordinateMaintenanceResponse> observer) {
    if (request.getScope() == MaintenanceScope.MAINTENANCE_SCOPE_FULL_PROJECT) {
      calls.ask(
          calls.pool(request.getPool()),
          new SessionCommand.ListAll(calls.pool(request.getPool())),
          observer,
          sessions -> begin(request, sessions, null, observer));
    } else if (request.getScope() == MaintenanceScope.MAINTENANCE_SCOPE_SPECIFIC_SUBTASK) {
      TaskId id = TaskId.parse(request.getTargetTaskId());
      calls.ask(
          id,
          Lane.WORK,
          new PlanCommand.Get(calls.tenant(), id),
          observer,
          task -> look(request, PlannedTaskCodec.plan(task).spec().session(), task, observer));
    } else {
      look(request, SessionId.parse(request.getSessionId()), null, observer);
    }
  }

  private void look(
      CoordinateMaintenanceRequest request,
      SessionId session,
      @Nullable Task root,
      StreamObserver<CoordinateMaintenanceResponse> observer) {
    calls.ask(
        session.bits(),
        Lane.WORK,
        new SessionCommand.Look(calls.tenant(), session),
        observer,
        view -> begin(request, List.of(view.session()), root, observer));
  }

  private void begin(
      CoordinateMaintenanceRequest request,
      List<Session> sessions,
      @Nullable Task root,
      StreamObserver<CoordinateMaintenanceResponse> observer) {
    Maintenance maintenance = new Maintenance(parts, request, observer);
    calls.later(parts.blocking(), observer, () -> maintenance.run(sessions, root));
  }
}

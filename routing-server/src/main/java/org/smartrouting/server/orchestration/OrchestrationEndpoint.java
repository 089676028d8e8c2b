package org.smartrouting.server.orchestration;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.stub.StreamObserver;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.RefusalReason;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.orchestration.v1.AnalyzeSpecialistsRequest;
import org.smartrouting.orchestration.v1.AnalyzeSpecialistsResponse;
import org.smartrouting.orchestration.v1.CancelTaskRequest;
import org.smartrouting.orchestration.v1.CancelTaskResponse;
import org.smartrouting.orchestration.v1.CheckHealthRequest;
import org.smartrouting.orchestration.v1.CheckHealthResponse;
import org.smartrouting.orchestration.v1.CleanupSessionsRequest;
import org.smartrouting.orchestration.v1.CleanupSessionsResponse;
import org.smartrouting.orchestration.v1.CompleteTaskRequest;
import org.smartrouting.orchestration.v1.CompleteTaskResponse;
import org.smartrouting.orchestration.v1.CoordinateMaintenanceRequest;
import org.smartrouting.orchestration.v1.CoordinateMaintenanceResponse;
import org.smartrouting.orchestration.v1.DeleteTaskRequest;
import org.smartrouting.orchestration.v1.DeleteTaskResponse;
import org.smartrouting.orchestration.v1.ExecuteTaskRequest;
import org.smartrouting.orchestration.v1.ExecuteTaskResponse;
import org.smartrouting.orchestration.v1.GetArtifactRequest;
import org.smartrouting.orchestration.v1.GetArtifactResponse;
import org.smartrouting.orchestration.v1.GetRestartStatusRequest;
import org.smartrouting.orchestration.v1.GetRestartStatusResponse;
import org.smartrouting.orchestration.v1.GetSessionStatusRequest;
import org.smartrouting.orchestration.v1.GetSessionStatusResponse;
import org.smartrouting.orchestration.v1.GetStatusRequest;
import org.smartrouting.orchestration.v1.GetStatusResponse;
import org.smartrouting.orchestration.v1.InitializeSessionRequest;
import org.smartrouting.orchestration.v1.InitializeSessionResponse;
import org.smartrouting.orchestration.v1.ListSessionsRequest;
import org.smartrouting.orchestration.v1.ListSessionsResponse;
import org.smartrouting.orchestration.v1.ManageWorkloadRequest;
import org.smartrouting.orchestration.v1.ManageWorkloadResponse;
import org.smartrouting.orchestration.v1.OrchestrationServiceGrpc;
import org.smartrouting.orchestration.v1.PlanTaskRequest;
import org.smartrouting.orchestration.v1.PlanTaskResponse;
import org.smartrouting.orchestration.v1.PrepareShutdownRequest;
import org.smartrouting.orchestration.v1.PrepareShutdownResponse;
import org.smartrouting.orchestration.v1.QueryTasksRequest;
import org.smartrouting.orchestration.v1.QueryTasksResponse;
import org.smartrouting.orchestration.v1.RestartServerRequest;
import org.smartrouting.orchestration.v1.RestartServerResponse;
import org.smartrouting.orchestration.v1.ResumeSessionRequest;
import org.smartrouting.orchestration.v1.ResumeSessionResponse;
import org.smartrouting.orchestration.v1.SynthesizeResultsRequest;
import org.smartrouting.orchestration.v1.SynthesizeResultsResponse;
import org.smartrouting.orchestration.v1.TestReconnectRequest;
import org.smartrouting.orchestration.v1.TestReconnectResponse;
import org.smartrouting.orchestration.v1.UpdateTaskRequest;
import org.smartrouting.orchestration.v1.UpdateTaskResponse;
import org.smartrouting.server.service.Calls;

/**
 * The service of those who plan work and have it done. Every call is checked here and carried out
 * by the part that it is for. Safe for use by many threads; no call blocks.
 */
public final class OrchestrationEndpoint
    extends OrchestrationServiceGrpc.OrchestrationServiceImplBase {
  private final OrchestrationParts parts;
  private final Calls calls;
  private final SessionCalls sessions;
  private final PlanCalls plans;
  private final ExecutionCalls executions;
  private final QueryCalls queries;
  private final SynthesisCalls synthesis;
  private final MaintenanceCalls maintenance;
  private final OperationsCalls operations;
  private final WorkloadCalls workload;

  /**
   * Wires the service.
   *
   * @param parts what it is made of
   */
  public OrchestrationEndpoint(OrchestrationParts parts) {
    Personas personas = new Personas(parts.roles());
    this.parts = parts;
    this.calls = parts.calls();
    this.sessions = new SessionCalls(calls, personas);
    this.plans = new PlanCalls(calls);
    this.executions = new ExecutionCalls(parts, personas);
    this.queries = new QueryCalls(parts);
    this.synthesis = new SynthesisCalls(parts);
    this.maintenance = new MaintenanceCalls(parts);
    this.operations = new OperationsCalls(parts);
    this.workload = new WorkloadCalls(parts);
  }

  @Override
  public void initializeSession(
      InitializeSessionRequest request, StreamObserver<InitializeSessionResponse> observer) {
    if (!refused(request, observer)) {
      sessions.initialize(request, observer);
    }
  }

  @Override
  public void listSessions(
      ListSessionsRequest request, StreamObserver<ListSessionsResponse> observer) {
    if (!refused(request, observer)) {
      sessions.list(request, observer);
    }
  }

  @Override
  public void resumeSession(
      ResumeSessionRequest request, StreamObserver<ResumeSessionResponse> observer) {
    if (!refused(request, observer)) {
      sessions.resume(request, observer);
    }
  }

  @Override
  public void getSessionStatus(
      GetSessionStatusRequest request, StreamObserver<GetSessionStatusResponse> observer) {
    if (!refused(request, observer)) {
      sessions.status(request, observer);
    }
  }

  @Override
  public void cleanupSessions(
      CleanupSessionsRequest request, StreamObserver<CleanupSessionsResponse> observer) {
    if (!refused(request, observer)) {
      new Cleanup(calls, request, observer).start();
    }
  }

  @Override
  public void planTask(PlanTaskRequest request, StreamObserver<PlanTaskResponse> observer) {
    if (!refused(request, observer)) {
      plans.plan(request, observer);
    }
  }

  @Override
  public void updateTask(UpdateTaskRequest request, StreamObserver<UpdateTaskResponse> observer) {
    if (!refused(request, observer)) {
      plans.update(request, observer);
    }
  }

  @Override
  public void executeTask(
      ExecuteTaskRequest request, StreamObserver<ExecuteTaskResponse> observer) {
    if (!refused(request, observer)) {
      executions.execute(request, observer);
    }
  }

  @Override
  public void completeTask(
      CompleteTaskRequest request, StreamObserver<CompleteTaskResponse> observer) {
    if (!refused(request, observer)) {
      executions.complete(request, observer);
    }
  }

  @Override
  public void cancelTask(CancelTaskRequest request, StreamObserver<CancelTaskResponse> observer) {
    if (!refused(request, observer)) {
      plans.cancel(request, observer);
    }
  }

  @Override
  public void deleteTask(DeleteTaskRequest request, StreamObserver<DeleteTaskResponse> observer) {
    if (!refused(request, observer)) {
      plans.delete(request, observer);
    }
  }

  @Override
  public void queryTasks(QueryTasksRequest request, StreamObserver<QueryTasksResponse> observer) {
    if (!refused(request, observer)) {
      queries.query(request, observer);
    }
  }

  @Override
  public void getStatus(GetStatusRequest request, StreamObserver<GetStatusResponse> observer) {
    if (!refused(request, observer)) {
      queries.status(request, observer);
    }
  }

  @Override
  public void getArtifact(
      GetArtifactRequest request, StreamObserver<GetArtifactResponse> observer) {
    if (!refused(request, observer)) {
      queries.artifact(request, observer);
    }
  }

  @Override
  public void synthesizeResults(
      SynthesizeResultsRequest request, StreamObserver<SynthesizeResultsResponse> observer) {
    if (!refused(request, observer)) {
      synthesis.synthesize(request, observer);
    }
  }

  @Override
  public void coordinateMaintenance(
      CoordinateMaintenanceRequest request,
      StreamObserver<CoordinateMaintenanceResponse> observer) {
    if (!refused(request, observer)) {
      maintenance.coordinate(request, observer);
    }
  }

  @Override
  public void checkHealth(
      CheckHealthRequest request, StreamObserver<CheckHealthResponse> observer) {
    if (!refused(request, observer)) {
      operations.health(request, observer);
    }
  }

  @Override
  public void restartServer(
      RestartServerRequest request, StreamObserver<RestartServerResponse> observer) {
    if (!refused(request, observer)) {
      operations.restart(request, observer);
    }
  }

  @Override
  public void getRestartStatus(
      GetRestartStatusRequest request, StreamObserver<GetRestartStatusResponse> observer) {
    if (!refused(request, observer)) {
      operations.restartStatus(request, observer);
    }
  }

  @Override
  public void prepareShutdown(
      PrepareShutdownRequest request, StreamObserver<PrepareShutdownResponse> observer) {
    if (!refused(request, observer)) {
      operations.prepareShutdown(request, observer);
    }
  }

  @Override
  public void testReconnect(
      TestReconnectRequest request, StreamObserver<TestReconnectResponse> observer) {
    if (!refused(request, observer)) {
      new ReconnectProbe(parts, request, observer).start();
    }
  }

  @Override
  public void analyzeSpecialists(
      AnalyzeSpecialistsRequest request, StreamObserver<AnalyzeSpecialistsResponse> observer) {
    if (!refused(request, observer)) {
      workload.analyze(request, observer);
    }
  }

  @Override
  public void manageWorkload(
      ManageWorkloadRequest request, StreamObserver<ManageWorkloadResponse> observer) {
    if (!refused(request, observer)) {
      workload.manage(request, observer);
    }
  }

  /** Ends the call when its request breaks a rule, or names a session that no shard can have. */
  private boolean refused(Message request, StreamObserver<?> observer) {
    if (calls.refusedByRules(request, observer)) {
      return true;
    }
    FieldDescriptor field = request.getDescriptorForType().findFieldByName("session_id");
    String session = field == null ? "" : (String) request.getField(field);
    if (session.isEmpty() || calls.shards().of(SessionId.parse(session).bits()) != null) {
      return false;
    }
    Refusal refusal =
        Refusal.of(
            RefusalReason.SESSION_NOT_FOUND,
            "there is no session " + session,
            "session_id",
            session);
    Calls.fail(observer, Calls.status(refusal));
    return true;
  }
}

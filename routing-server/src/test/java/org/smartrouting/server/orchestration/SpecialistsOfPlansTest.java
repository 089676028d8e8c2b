package org.smartrouting.server.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.server.orchestration.RunningServer.planOf;
import static org.smartrouting.server.orchestration.RunningServer.task;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smartrouting.core.store.testing.DatabaseKind;
import org.smartrouting.core.store.testing.TestDatabaseExtension;
import org.smartrouting.orchestration.v1.AnalyzeSpecialistsRequest;
import org.smartrouting.orchestration.v1.AnalyzeSpecialistsResponse;
import org.smartrouting.orchestration.v1.ExecuteTaskRequest;
import org.smartrouting.orchestration.v1.ExecuteTaskResponse;
import org.smartrouting.orchestration.v1.ExecutionMode;
import org.smartrouting.orchestration.v1.ManageWorkloadRequest;
import org.smartrouting.orchestration.v1.ManageWorkloadResponse;
import org.smartrouting.orchestration.v1.SpecialistAction;
import org.smartrouting.orchestration.v1.SpecialistReport;
import org.smartrouting.orchestration.v1.SpecialistType;
import org.smartrouting.orchestration.v1.TaskStatus;
import org.smartrouting.orchestration.v1.WorkloadAction;
import org.smartrouting.server.service.Failure;
import org.smartrouting.v1.AcceptAssignmentRequest;
import org.smartrouting.v1.Assignment;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.CompleteAssignmentRequest;
import org.smartrouting.v1.Priority;
import org.smartrouting.v1.PullAssignmentsRequest;
import org.smartrouting.v1.RegisterSpecialistRequest;
import org.smartrouting.v1.SpecialistServiceGrpc;
import org.smartrouting.v1.SpecialistServiceGrpc.SpecialistServiceBlockingStub;
import org.smartrouting.v1.SpecialistSpec;
import org.smartrouting.v1.TaskResult;

final class SpecialistsOfPlansTest extends OrchestrationFixture {
  @RegisterExtension
  static final TestDatabaseExtension DATABASE = TestDatabaseExtension.schema(DatabaseKind.H2);

  SpecialistsOfPlansTest() {
    super(DATABASE);
  }

  @Test
  void a_dispatched_task_is_done_by_a_connected_specialist_while_its_caller_waits() {
    String task = id(server.plan(session, task("a")), 0);
    SpecialistServiceBlockingStub specialists =
        SpecialistServiceGrpc.newBlockingStub(server.channel());
    register(specialists, "ann");

    CompletableFuture<ExecuteTaskResponse> waiting =
        CompletableFuture.supplyAsync(
            () ->
                server
                    .calls()
                    .executeTask(
                        ExecuteTaskRequest.newBuilder()
                            .setTaskId(task)
                            .setMode(ExecutionMode.EXECUTION_MODE_DISPATCH)
                            .setResultTimeout(Duration.newBuilder().setSeconds(60))
                            .build()));
    Assignment assignment = pull(specialists, "ann");
    assertThat(assignment.getTask().getSpec().getPayload().toStringUtf8())
        .as("what was planned")
        .contains("do a");
    complete(specialists, assignment);

    ExecuteTaskResponse done = waiting.join();
    assertThat(done.getTask().getStatus()).isEqualTo(TaskStatus.TASK_STATUS_COMPLETED);
    assertThat(done.getTask().getSummary()).isEqualTo("it is forty-two");
    assertThat(done.getTask().getArtifactsCount()).isEqualTo(1);
  }

  private static void complete(SpecialistServiceBlockingStub specialists, Assignment assignment) {
    AssignmentReference reference =
        AssignmentReference.newBuilder()
            .setTaskId(assignment.getTask().getTaskId())
            .setAssignmentToken(assignment.getAssignmentToken())
            .build();
    specialists.acceptAssignment(
        AcceptAssignmentRequest.newBuilder().setAssignment(reference).build());
    specialists.completeAssignment(
        CompleteAssignmentRequest.newBuilder()
            .setAssignment(reference)
            .setResult(
                TaskResult.newBuilder()
                    .setOutput(ByteString.copyFromUtf8("forty-two"))
                    .setSummary("it is forty-two"))
            .build());
  }

  private static void register(SpecialistServiceBlockingStub specialists, String id) {
    specialists.registerSpecialist(
        RegisterSpecialistRequest.newBuilder()
            .setSpecialistId(id)
            .setSpec(SpecialistSpec.newBuilder().setSlots(2))
            .build());
  }

  private static Assignment pull(SpecialistServiceBlockingStub specialists, String id) {
    return specialists
        .pullAssignments(
            PullAssignmentsRequest.newBuilder().setSpecialistId(id).setMaxAssignments(1).build())
        .getAssignments(0);
  }

  @Test
  void the_result_of_a_dispatch_is_not_waited_for_longer_than_asked() {
    String task = id(server.plan(session, task("a")), 0);

    ExecuteTaskResponse response =
        server
            .calls()
            .executeTask(
                ExecuteTaskRequest.newBuilder()
                    .setTaskId(task)
                    .setMode(ExecutionMode.EXECUTION_MODE_DISPATCH)
                    .setResultTimeout(Duration.newBuilder().setNanos(50_000_000))
                    .build());

    assertThat(response.getTask().getStatus()).isEqualTo(TaskStatus.TASK_STATUS_ACTIVE);
    assertThat(response.getAssignmentToken()).isEmpty();
  }

  @Test
  void specialists_are_analysed_suggested_and_taught() {
    AnalyzeSpecialistsRequest.Builder request = AnalyzeSpecialistsRequest.newBuilder();

    AnalyzeSpecialistsResponse load =
        server
            .calls()
            .analyzeSpecialists(
                request.setAction(SpecialistAction.SPECIALIST_ACTION_GET_WORKLOAD).build());
    assertThat(load.getSpecialistsCount()).isEqualTo(10);
    assertThat(load.getSpecialistsList())
        .extracting(SpecialistReport::getWorkload)
        .containsOnly("available");
  }

  @Test
  void a_specialist_is_taught_and_what_it_did_is_known() {
    AnalyzeSpecialistsRequest.Builder request = AnalyzeSpecialistsRequest.newBuilder();
    request
        .setAction(SpecialistAction.SPECIALIST_ACTION_UPDATE_EXPERTISE)
        .setSpecialistId("role-tester")
        .setSpecialistType(SpecialistType.SPECIALIST_TYPE_CODER)
        .setLevel(5);
    assertThat(server.calls().analyzeSpecialists(request.build()).getSummary()).contains("level 5");
    assertThat(
            Failure.of(
                () ->
                    server
                        .calls()
                        .analyzeSpecialists(request.clone().setSpecialistId("none").build())))
        .isEqualTo(new Failure(Code.NOT_FOUND, "SPECIALIST_NOT_FOUND"));
    String task = id(server.plan(session, task("a")), 0);
    server.finish(task, "done");
    AnalyzeSpecialistsRequest analyse =
        AnalyzeSpecialistsRequest.newBuilder()
            .setAction(SpecialistAction.SPECIALIST_ACTION_ANALYZE_PERFORMANCE)
            .setSpecialistType(SpecialistType.SPECIALIST_TYPE_CODER)
            .build();
    assertThat(server.calls().analyzeSpecialists(analyse).getSpecialistsList())
        .extracting(SpecialistReport::getSpecialistId)
        .containsExactlyInAnyOrder("role-coder", "role-tester");
    AnalyzeSpecialistsRequest suggest =
        AnalyzeSpecialistsRequest.newBuilder()
            .setAction(SpecialistAction.SPECIALIST_ACTION_SUGGEST_ASSIGNMENT)
            .setTaskRequirements(planOf("new"))
            .build();
    assertThat(server.calls().analyzeSpecialists(suggest).getSummary()).isNotEmpty();
  }

  @Test
  void a_task_is_deferred_and_boosted() {
    String task = id(server.plan(session, task("a")), 0);
    ManageWorkloadRequest.Builder request =
        ManageWorkloadRequest.newBuilder()
            .setAction(WorkloadAction.WORKLOAD_ACTION_PRIORITY_BOOST)
            .setTaskId(task);

    assertThat(server.calls().manageWorkload(request.build()).getTask().getPlan().getPriority())
        .isEqualTo(Priority.PRIORITY_HIGH);
    request
        .setAction(WorkloadAction.WORKLOAD_ACTION_DEFER_TASK)
        .setDeferFor(Duration.newBuilder().setSeconds(3_600));
    assertThat(server.calls().manageWorkload(request.build()).getTask().getReady()).isFalse();
    assertThat(Failure.of(() -> server.execute(task)))
        .isEqualTo(new Failure(Code.FAILED_PRECONDITION, "WRONG_TASK_STATE"));
    ManageWorkloadResponse capacity =
        server
            .calls()
            .manageWorkload(
                ManageWorkloadRequest.newBuilder()
                    .setAction(WorkloadAction.WORKLOAD_ACTION_SUGGEST_REBALANCING)
                    .build());
    assertThat(capacity.getAcceptsWork()).isTrue();
    assertThat(capacity.getImbalance()).isZero();
    assertThat(capacity.getSuggestionsList()).isEmpty();
  }
}

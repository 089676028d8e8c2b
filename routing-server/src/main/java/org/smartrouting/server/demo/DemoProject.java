package org.smartrouting.server.demo;

import io.grpc.Channel;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smartrouting.orchestration.v1.CompleteTaskRequest;
import org.smartrouting.orchestration.v1.ExecuteTaskRequest;
import org.smartrouting.orchestration.v1.ExecuteTaskResponse;
import org.smartrouting.orchestration.v1.FoundTask;
import org.smartrouting.orchestration.v1.GetStatusRequest;
import org.smartrouting.orchestration.v1.GetStatusResponse;
import org.smartrouting.orchestration.v1.InitializeSessionRequest;
import org.smartrouting.orchestration.v1.OrchestrationServiceGrpc;
import org.smartrouting.orchestration.v1.OrchestrationServiceGrpc.OrchestrationServiceBlockingStub;
import org.smartrouting.orchestration.v1.PlanTaskRequest;
import org.smartrouting.orchestration.v1.PlannedTask;
import org.smartrouting.orchestration.v1.QueryTasksRequest;
import org.smartrouting.orchestration.v1.SpecialistType;
import org.smartrouting.orchestration.v1.SynthesizeResultsRequest;
import org.smartrouting.orchestration.v1.SynthesizeResultsResponse;
import org.smartrouting.orchestration.v1.TaskInTree;
import org.smartrouting.orchestration.v1.TaskStatus;
import org.smartrouting.server.codec.PlanText;

/** Plans a small project, does its tasks one after the other as they become ready, and reports. */
final class DemoProject {
  private static final String WHOLE = "whole";
  private static final String TITLE = "Count the primes below 30,000";

  private final OrchestrationServiceBlockingStub router;
  private final PrintWriter out;

  DemoProject(Channel channel, PrintWriter out) {
    this.router = OrchestrationServiceGrpc.newBlockingStub(channel);
    this.out = out;
  }

  /** Runs the project; returns whether all of it was done. */
  boolean run() {
    String session =
        router
            .initializeSession(
                InitializeSessionRequest.newBuilder().setWorkingDirectory("demo").build())
            .getSession()
            .getSessionId();
    List<PlannedTask> planned = router.planTask(plan(session)).getTasksList();
    String whole = planned.get(0).getTaskId();
    print(session, "planned");
    PlannedTask next = ready(session, whole);
    while (next != null) {
      ExecuteTaskResponse begun =
          router.executeTask(ExecuteTaskRequest.newBuilder().setTaskId(next.getTaskId()).build());
      String result = DemoWork.of(next.getPlan().getTitle(), begun.getDependencyResultsList());
      router.completeTask(
          CompleteTaskRequest.newBuilder()
              .setTaskId(next.getTaskId())
              .setAssignmentToken(begun.getAssignmentToken())
              .setSummary(result)
              .setDetailedWork(result)
              .build());
      print(session, begun.getSpecialist().getSpecialistId() + ": " + result);
      next = ready(session, whole);
    }
    SynthesizeResultsResponse synthesis =
        router.synthesizeResults(
            SynthesizeResultsRequest.newBuilder()
                .setParentTaskId(whole)
                .setCompleteParent(true)
                .build());
    out.println(synthesis.getMarkdown());
    return synthesis.getParentCompleted() && synthesis.getSuccessRate() == 1;
  }

  private static PlanTaskRequest plan(String session) {
    SpecialistType coder = SpecialistType.SPECIALIST_TYPE_CODER;
    return PlanTaskRequest.newBuilder()
        .setSessionId(session)
        .addTasks(task(WHOLE, TITLE, SpecialistType.SPECIALIST_TYPE_GENERIC).clearParentKey())
        .addTasks(task("low", "Count from 0 to 10000", coder))
        .addTasks(task("middle", "Count from 10000 to 20000", coder))
        .addTasks(task("high", "Count from 20000 to 30000", coder))
        .addTasks(task("sum", "Add the counts", coder, "low", "middle", "high"))
        .addTasks(task("check", "Check the sum", SpecialistType.SPECIALIST_TYPE_TESTER, "sum"))
        .addTasks(
            task(
                "report",
                "Write a sentence",
                SpecialistType.SPECIALIST_TYPE_DOCUMENTER,
                "sum",
                "check"))
        .build();
  }

  private static TaskInTree.Builder task(
      String key, String title, SpecialistType role, String... dependencies) {
    TaskInTree.Builder task = TaskInTree.newBuilder().setKey(key).setParentKey(WHOLE);
    task.getPlanBuilder()
        .setTitle(title)
        .setDescription(title + ".")
        .setSpecialistType(role)
        .addAllDependencies(List.of(dependencies));
    return task;
  }

  private @Nullable PlannedTask ready(String session, String whole) {
    return status(session).getTasksList().stream()
        .filter(task -> task.getReady() && !task.getTaskId().equals(whole))
        .findFirst()
        .orElse(null);
  }

  private GetStatusResponse status(String session) {
    return router.getStatus(GetStatusRequest.newBuilder().setSessionId(session).build());
  }

  private void print(String session, String what) {
    out.println("-- " + what);
    QueryTasksRequest all = QueryTasksRequest.newBuilder().setSessionId(session).build();
    for (FoundTask found : router.queryTasks(all).getTasksList()) {
      PlannedTask task = found.getTask();
      String indent = task.getParentTaskId().isEmpty() ? "" : "  ";
      String state =
          task.getReady() && task.getStatus() == TaskStatus.TASK_STATUS_PENDING
              ? "ready"
              : PlanText.lowerCase(task.getStatus().name(), "TASK_STATUS_");
      String role =
          PlanText.lowerCase(task.getPlan().getSpecialistType().name(), "SPECIALIST_TYPE_");
      out.printf("%-32s %-12s %s%n", indent + task.getPlan().getTitle(), state, role);
    }
    out.println();
    out.flush();
  }
}

package org.smartrouting.server.mcp;

import io.grpc.ServiceDescriptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.smartrouting.orchestration.v1.OrchestrationServiceGrpc;
import org.smartrouting.v1.RoutingServiceGrpc;
import org.smartrouting.v1.SpecialistServiceGrpc;
import org.smartrouting.v1.TaskServiceGrpc;

/** Which method each tool calls. */
final class ToolTable {
  static final String PLAN_TASK = "orchestrator_plan_task";
  static final String UPDATE_TASK = "orchestrator_update_task";
  static final String SPECIALIST_WORK = "specialist_work";

  private static final ServiceDescriptor ORCHESTRATION =
      OrchestrationServiceGrpc.getServiceDescriptor();
  private static final ServiceDescriptor SPECIALISTS = SpecialistServiceGrpc.getServiceDescriptor();

  /** All tools, in the order in which they are listed. */
  static final List<Entry> ALL =
      List.of(
          orchestrator("initialize_session", "InitializeSession", Effect.REPEATABLE),
          orchestrator("list_sessions", "ListSessions", Effect.NONE),
          orchestrator("resume_session", "ResumeSession", Effect.NONE),
          orchestrator("session_status", "GetSessionStatus", Effect.NONE),
          orchestrator("cleanup_sessions", "CleanupSessions", Effect.DESTRUCTIVE),
          orchestrator("plan_task", "PlanTask", Effect.ADDITIVE),
          orchestrator("update_task", "UpdateTask", Effect.REPEATABLE),
          orchestrator("execute_task", "ExecuteTask", Effect.ADDITIVE),
          orchestrator("complete_task", "CompleteTask", Effect.REPEATABLE),
          orchestrator("cancel_task", "CancelTask", Effect.DESTRUCTIVE),
          orchestrator("delete_task", "DeleteTask", Effect.DESTRUCTIVE),
          orchestrator("query_tasks", "QueryTasks", Effect.NONE),
          orchestrator("get_status", "GetStatus", Effect.NONE),
          orchestrator("get_artifact", "GetArtifact", Effect.NONE),
          orchestrator("synthesize_results", "SynthesizeResults", Effect.REPEATABLE),
          orchestrator("maintenance_coordinator", "CoordinateMaintenance", Effect.DESTRUCTIVE),
          orchestrator("health_check", "CheckHealth", Effect.NONE),
          orchestrator("restart_server", "RestartServer", Effect.DESTRUCTIVE),
          orchestrator("restart_status", "GetRestartStatus", Effect.NONE),
          orchestrator("shutdown_prepare", "PrepareShutdown", Effect.NONE),
          orchestrator("reconnect_test", "TestReconnect", Effect.NONE),
          orchestrator("specialist_intelligence", "AnalyzeSpecialists", Effect.REPEATABLE),
          orchestrator("workload_manager", "ManageWorkload", Effect.ADDITIVE),
          new Entry(
              "task_submit",
              Rpc.of(TaskServiceGrpc.getServiceDescriptor(), "SubmitTask"),
              Effect.ADDITIVE),
          new Entry(
              "task_explain",
              Rpc.of(RoutingServiceGrpc.getServiceDescriptor(), "ExplainRoute"),
              Effect.NONE),
          specialist("register", "RegisterSpecialist", Effect.REPEATABLE),
          specialist("work", "PullAssignments", Effect.ADDITIVE),
          specialist("renew", "RenewAssignment", Effect.REPEATABLE),
          specialist("complete", "CompleteAssignment", Effect.REPEATABLE),
          specialist("fail", "FailAssignment", Effect.REPEATABLE));

  private ToolTable() {}

  /** What a call does to what is there. */
  enum Effect {
    /** It only reads. */
    NONE,
    /** It adds something, every time. */
    ADDITIVE,
    /** It changes something; the same call again changes nothing more. */
    REPEATABLE,
    /** It can take something away. */
    DESTRUCTIVE
  }

  /**
   * A tool.
   *
   * @param name its name
   * @param rpc what it calls
   * @param effect what that does
   */
  record Entry(String name, Rpc rpc, Effect effect) {
    /** The name for people. */
    String title() {
      String words = name.replace("orchestrator_", "").replace('_', ' ');
      return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
  }

  /** Names of tools by the short names of their methods. */
  static Map<String, String> byMethod() {
    Map<String, String> names = new LinkedHashMap<>();
    ALL.forEach(entry -> names.putIfAbsent(entry.rpc().declaration().getName(), entry.name()));
    return names;
  }

  private static Entry orchestrator(String name, String method, Effect effect) {
    return new Entry("orchestrator_" + name, Rpc.of(ORCHESTRATION, method), effect);
  }

  private static Entry specialist(String name, String method, Effect effect) {
    return new Entry("specialist_" + name, Rpc.of(SPECIALISTS, method), effect);
  }
}

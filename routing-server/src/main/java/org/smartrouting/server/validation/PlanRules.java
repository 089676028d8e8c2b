package org.smartrouting.server.validation;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.orchestration.v1.AnalyzeSpecialistsRequest;
import org.smartrouting.orchestration.v1.CompleteTaskRequest;
import org.smartrouting.orchestration.v1.CoordinateMaintenanceRequest;
import org.smartrouting.orchestration.v1.ExecuteTaskRequest;
import org.smartrouting.orchestration.v1.ExecutionMode;
import org.smartrouting.orchestration.v1.ManageWorkloadRequest;
import org.smartrouting.orchestration.v1.NewArtifact;
import org.smartrouting.orchestration.v1.PlanTaskRequest;
import org.smartrouting.orchestration.v1.SpecialistAction;
import org.smartrouting.orchestration.v1.TaskInTree;
import org.smartrouting.orchestration.v1.TaskPlan;
import org.smartrouting.orchestration.v1.TaskStatus;
import org.smartrouting.orchestration.v1.UpdateTaskRequest;
import org.smartrouting.orchestration.v1.WorkloadAction;
import org.smartrouting.server.validation.CrossFieldRules.CrossFieldRule;

/** The rules between fields of the requests about sessions and plans. */
final class PlanRules {
  static final List<CrossFieldRule> ALL =
      List.of(
          CrossFieldRules.rule(PlanTaskRequest.getDefaultInstance(), PlanRules::tree),
          CrossFieldRules.rule(UpdateTaskRequest.getDefaultInstance(), PlanRules::update),
          CrossFieldRules.rule(ExecuteTaskRequest.getDefaultInstance(), PlanRules::modes),
          CrossFieldRules.rule(CompleteTaskRequest.getDefaultInstance(), PlanRules::work),
          CrossFieldRules.rule(CoordinateMaintenanceRequest.getDefaultInstance(), PlanRules::scope),
          CrossFieldRules.rule(AnalyzeSpecialistsRequest.getDefaultInstance(), PlanRules::experts),
          CrossFieldRules.rule(ManageWorkloadRequest.getDefaultInstance(), PlanRules::workload));

  /** Must be in the future. */
  static final FieldDescriptor DUE_DATE =
      TaskPlan.getDescriptor().findFieldByNumber(TaskPlan.DUE_DATE_FIELD_NUMBER);

  private static final int MAX_WORK_BYTES = 2 << 20;

  private PlanRules() {}

  private static void tree(PlanTaskRequest request, Findings findings) {
    Set<String> all = new HashSet<>();
    for (int i = 0; i < request.getTasksCount(); i++) {
      TaskInTree task = request.getTasks(i);
      String field = "tasks[" + i + "]";
      if (!task.getParentKey().isEmpty() && !all.contains(task.getParentKey())) {
        findings.add(field + ".parent_key", "must be the key of a task before it");
      }
      if (!task.getKey().isEmpty() && !all.add(task.getKey())) {
        findings.add(field + ".key", "must differ from those of the other tasks");
      }
    }
    for (int i = 0; i < request.getTasksCount(); i++) {
      List<String> dependencies = request.getTasks(i).getPlan().getDependenciesList();
      for (int j = 0; j < dependencies.size(); j++) {
        if (!all.contains(dependencies.get(j)) && !SessionId.isOne(dependencies.get(j))) {
          findings.add(
              "tasks[" + i + "].plan.dependencies[" + j + "]",
              "must be the id of a task, or the key of one of the call");
        }
      }
    }
  }

  private static void update(UpdateTaskRequest request, Findings findings) {
    TaskStatus status = request.getStatus();
    boolean byHand =
        status == TaskStatus.TASK_STATUS_UNSPECIFIED
            || status == TaskStatus.TASK_STATUS_PENDING
            || status == TaskStatus.TASK_STATUS_BLOCKED;
    if (!byHand && status != TaskStatus.UNRECOGNIZED) {
      findings.add("status", "must be PENDING or BLOCKED; other calls bring about the others");
    }
    if (!request.getStatusReason().isEmpty() && status != TaskStatus.TASK_STATUS_BLOCKED) {
      findings.add("status_reason", "must be empty unless status is BLOCKED");
    }
    boolean waives = request.getWaiveDependenciesCount() > 0;
    if (waives && request.getWaiveReason().isEmpty()) {
      findings.add("waive_reason", "is required with waive_dependencies");
    }
    if (!waives && !request.getWaiveReason().isEmpty()) {
      findings.add("waive_reason", "must be empty without waive_dependencies");
    }
    List<String> dependencies = request.getPlan().getDependenciesList();
    for (int i = 0; i < dependencies.size(); i++) {
      if (!SessionId.isOne(dependencies.get(i))) {
        findings.add("plan.dependencies[" + i + "]", "must be the id of a task");
      }
    }
  }

  private static void modes(ExecuteTaskRequest request, Findings findings) {
    if (request.getMode() == ExecutionMode.EXECUTION_MODE_DISPATCH) {
      if (request.hasLease()) {
        findings.add("lease", "must be absent with mode DISPATCH");
      }
      if (request.hasWaitTimeout()) {
        findings.add("wait_timeout", "must be absent with mode DISPATCH");
      }
      if (!request.getAssignmentToken().isEmpty()) {
        findings.add("assignment_token", "must be empty with mode DISPATCH");
      }
    } else if (request.hasResultTimeout()) {
      findings.add("result_timeout", "must be absent except with mode DISPATCH");
    }
  }

  private static void work(CompleteTaskRequest request, Findings findings) {
    long bytes = request.getDetailedWorkBytes().size();
    for (NewArtifact artifact : request.getArtifactsList()) {
      bytes += artifact.getContent().size();
    }
    if (bytes > MAX_WORK_BYTES) {
      findings.add(
          "artifacts", Ranges.mustBe(0, MAX_WORK_BYTES, " bytes with detailed_work", (int) bytes));
    }
  }

  private static void scope(CoordinateMaintenanceRequest request, Findings findings) {
    switch (request.getScope()) {
      case MAINTENANCE_SCOPE_SPECIFIC_SUBTASK ->
          required(request.getTargetTaskId(), "target_task_id", "scope SPECIFIC_SUBTASK", findings);
      case MAINTENANCE_SCOPE_UNSPECIFIED, MAINTENANCE_SCOPE_CURRENT_SESSION ->
          required(request.getSessionId(), "session_id", "scope CURRENT_SESSION", findings);
      case MAINTENANCE_SCOPE_FULL_PROJECT, UNRECOGNIZED -> {}
    }
  }

  private static void experts(AnalyzeSpecialistsRequest request, Findings findings) {
    boolean suggests = request.getAction() == SpecialistAction.SPECIALIST_ACTION_SUGGEST_ASSIGNMENT;
    if (suggests && !request.hasTaskRequirements()) {
      findings.add("task_requirements", "is required with action SUGGEST_ASSIGNMENT");
    }
    if (!suggests && request.hasTaskRequirements()) {
      findings.add("task_requirements", "must be absent except with action SUGGEST_ASSIGNMENT");
    }
    if (request.getAction() == SpecialistAction.SPECIALIST_ACTION_UPDATE_EXPERTISE) {
      String action = "action UPDATE_EXPERTISE";
      required(request.getSpecialistId(), "specialist_id", action, findings);
      required(request.getLevel() == 0 ? "" : "given", "level", action, findings);
      boolean noRole = request.getSpecialistTypeValue() == 0;
      required(noRole ? "" : "given", "specialist_type", action, findings);
    }
  }

  private static void workload(ManageWorkloadRequest request, Findings findings) {
    boolean defers = request.getAction() == WorkloadAction.WORKLOAD_ACTION_DEFER_TASK;
    boolean boosts = request.getAction() == WorkloadAction.WORKLOAD_ACTION_PRIORITY_BOOST;
    if (defers || boosts) {
      required(request.getTaskId(), "task_id", "this action", findings);
    }
    if (defers && !request.hasDeferFor()) {
      findings.add("defer_for", "is required with action DEFER_TASK");
    }
    if (!defers && request.hasDeferFor()) {
      findings.add("defer_for", "must be absent except with action DEFER_TASK");
    }
  }

  private static void required(String value, String field, String with, Findings findings) {
    if (value.isEmpty()) {
      findings.add(field, "is required with " + with);
    }
  }
}

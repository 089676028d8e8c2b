package org.smartrouting.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.smartrouting.orchestration.v1.CompleteTaskResponse;
import org.smartrouting.orchestration.v1.DeleteAction;
import org.smartrouting.orchestration.v1.DeleteTaskResponse;
import org.smartrouting.orchestration.v1.GetStatusResponse;
import org.smartrouting.orchestration.v1.PlannedTask;
import org.smartrouting.orchestration.v1.Session;
import org.smartrouting.orchestration.v1.SessionStatus;
import org.smartrouting.orchestration.v1.TaskPlan;
import org.smartrouting.orchestration.v1.TaskStatus;
import org.smartrouting.v1.CompleteAssignmentResponse;
import org.smartrouting.v1.PullAssignmentsResponse;

final class SentencesTest {
  @Test
  void who_where_and_what_next() {
    assertThat(
            Sentences.of(
                CompleteTaskResponse.newBuilder()
                    .setTask(task("a", "Fix it", TaskStatus.TASK_STATUS_BLOCKED, "no key"))
                    .addUnblockedTasks("b")
                    .setNextRecommendedTask("b")
                    .setRepeatedRequest(true)
                    .build()))
        .isEqualTo(
            "Task a 'Fix it' is blocked (no key). Unblocked tasks (1): b."
                + " Next recommended task: b. Repeated request: yes.");
  }

  @Test
  void of_many_things_the_first_are_named() {
    GetStatusResponse.Builder status =
        GetStatusResponse.newBuilder()
            .setSession(
                Session.newBuilder()
                    .setSessionId("s")
                    .setStatus(SessionStatus.SESSION_STATUS_ACTIVE))
            .setProgress(0.5);
    for (int i = 0; i < 5; i++) {
      status.addTasks(task("t" + i, "x", TaskStatus.TASK_STATUS_PENDING, ""));
    }

    assertThat(Sentences.of(status.build()))
        .isEqualTo(
            "Session s is active. Progress: 0.5. Tasks (5): task t0 'x' is pending,"
                + " task t1 'x' is pending, task t2 'x' is pending, ...");
  }

  @Test
  void an_answer_without_anything_says_so() {
    assertThat(Sentences.of(PullAssignmentsResponse.getDefaultInstance()))
        .isEqualTo("No assignments.");
    assertThat(Sentences.of(CompleteAssignmentResponse.getDefaultInstance())).isEqualTo("Done.");
  }

  @Test
  void a_choice_is_named() {
    assertThat(
            Sentences.of(
                DeleteTaskResponse.newBuilder()
                    .setActionTaken(DeleteAction.DELETE_ACTION_ARCHIVED)
                    .build()))
        .isEqualTo("Action taken: archived.");
  }

  private static PlannedTask task(String id, String title, TaskStatus status, String reason) {
    return PlannedTask.newBuilder()
        .setTaskId(id)
        .setPlan(TaskPlan.newBuilder().setTitle(title))
        .setStatus(status)
        .setStatusReason(reason)
        .build();
  }
}

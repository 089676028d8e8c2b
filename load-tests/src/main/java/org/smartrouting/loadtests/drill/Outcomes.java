package org.smartrouting.loadtests.drill;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.smartrouting.client.RoutingClient;
import org.smartrouting.v1.AttemptOutcome;
import org.smartrouting.v1.ListTasksRequest;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.TaskState;

/**
 * What became of the acknowledged tasks, as the server lists them.
 *
 * @param succeeded tasks in SUCCEEDED
 * @param failed tasks in another final state
 * @param open tasks that are not finished
 * @param missing tasks that the server does not know
 * @param unknown tasks that the server knows and nobody got an acknowledgement for
 * @param succeededTwice tasks with more than one successful attempt
 */
record Outcomes(int succeeded, int failed, int open, int missing, int unknown, int succeededTwice) {
  private static final int PAGE = 500;

  static Outcomes of(RoutingClient client, Collection<String> acknowledged) {
    Set<String> left = new HashSet<>(acknowledged);
    int[] counts = new int[5];
    client
        .list(ListTasksRequest.newBuilder().setPageSize(PAGE).build())
        .forEach(task -> count(task, left, counts));
    return new Outcomes(counts[0], counts[1], counts[2], left.size(), counts[3], counts[4]);
  }

  private static void count(Task task, Set<String> left, int[] counts) {
    if (!left.remove(task.getTaskId())) {
      counts[3]++;
    }
    TaskState state = task.getState();
    if (state == TaskState.TASK_STATE_SUCCEEDED) {
      counts[0]++;
    } else if (state.getNumber() > TaskState.TASK_STATE_SUCCEEDED_VALUE) {
      counts[1]++;
    } else {
      counts[2]++;
    }
    long successes =
        task.getAttemptsList().stream()
            .filter(attempt -> attempt.getOutcome() == AttemptOutcome.ATTEMPT_OUTCOME_SUCCEEDED)
            .count();
    counts[4] += successes > 1 ? 1 : 0;
  }
}

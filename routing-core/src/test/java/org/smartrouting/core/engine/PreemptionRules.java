package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.smartrouting.core.task.Attempt;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;

/** What must hold of tasks that make way, whatever happened. */
final class PreemptionRules {
  private final Set<TaskId> madeWay = new HashSet<>();

  /** Checks all tasks. */
  void check(Collection<Task> tasks) {
    for (Task task : tasks) {
      long times = task.status().attempts().stream().filter(PreemptionRules::isPreempted).count();
      assertThat(times).as("times that %s had to make way", task).isLessThanOrEqualTo(1);
      if (times > 0) {
        assertThat(task.spec().preemptible()).as("%s may make way", task).isTrue();
        madeWay.add(task.id());
      }
    }
  }

  /** Tasks that made way. */
  Set<TaskId> madeWay() {
    return madeWay;
  }

  /** Whether others made way for a task, which may have overtaken some by that. */
  static boolean wasMadeWayFor(Task task, Collection<Task> others) {
    return others.stream()
        .flatMap(other -> other.status().attempts().stream())
        .anyMatch(each -> isPreempted(each) && each.reason().endsWith(task.id().toString()));
  }

  private static boolean isPreempted(Attempt attempt) {
    return attempt.outcome() == AttemptOutcome.PREEMPTED;
  }
}

package org.smartrouting.core.engine;

import java.util.Comparator;
import java.util.List;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;

/** Puts planned tasks from the store together again. */
final class Families {
  private Families() {}

  /**
   * Brings the tasks of sessions into the order in which they were planned, and parts to their
   * parents; each is in memory already, and its session knows it in some order.
   */
  static void link(ShardState state, List<Task> tasks) {
    List<Task> planned =
        tasks.stream()
            .filter(task -> task.plan() != null)
            .sorted(Comparator.comparingLong(Families::sequence))
            .toList();
    for (Task task : planned) {
      LiveTask live = state.tasks().get(task.id());
      LivePlan plan = live == null ? null : live.plan;
      if (live != null && plan != null) {
        plan.session.remove(live);
        plan.session.add(live);
        TaskId parent = plan.spec.parent();
        PlanProgress.link(live, plan, parent == null ? null : state.tasks().get(parent));
      }
    }
  }

  private static long sequence(Task task) {
    return task.plan() == null ? 0 : task.plan().spec().sequence();
  }
}

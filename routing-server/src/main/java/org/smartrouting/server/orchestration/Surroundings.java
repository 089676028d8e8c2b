package org.smartrouting.server.orchestration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.smartrouting.core.orchestration.Plan;
import org.smartrouting.core.orchestration.PlanSpec;
import org.smartrouting.core.store.PlanReader;
import org.smartrouting.core.store.PlanReader.Filter;
import org.smartrouting.core.store.TaskReader;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.orchestration.v1.TaskOutcome;
import org.smartrouting.server.codec.PlannedTaskCodec;

/**
 * What who does a task should know of others.
 *
 * @param dependencies what came of its dependencies, in the order of the plan
 * @param siblings the other parts of its parent
 */
record Surroundings(List<TaskOutcome> dependencies, List<TaskOutcome> siblings) {
  private static final int MAX_SIBLINGS = 50;

  /** Reads them; blocks on the database. */
  static Surroundings of(Task task, TaskReader tasks, PlanReader plans) {
    PlanSpec spec = PlannedTaskCodec.plan(task).spec();
    List<TaskId> ids = task.spec().dependencies();
    Map<TaskId, Task> found = tasks.find(task.id().shard(), ids);
    List<TaskOutcome> dependencies = new ArrayList<>();
    for (TaskId id : ids) {
      Task dependency = found.get(id);
      Plan plan = dependency == null ? null : dependency.plan();
      if (dependency != null && plan != null) {
        dependencies.add(PlannedTaskCodec.outcome(dependency, 0));
      }
    }
    List<TaskOutcome> siblings = new ArrayList<>();
    if (spec.parent() != null) {
      Filter parts = Filter.of(spec.session(), Set.of()).partsOf(spec.parent());
      for (Task sibling : plans.list(parts, 0, MAX_SIBLINGS + 1)) {
        if (!sibling.id().equals(task.id()) && siblings.size() < MAX_SIBLINGS) {
          siblings.add(PlannedTaskCodec.outcome(sibling, 0));
        }
      }
    }
    return new Surroundings(dependencies, siblings);
  }
}

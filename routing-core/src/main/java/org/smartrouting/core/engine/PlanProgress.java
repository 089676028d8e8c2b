package org.smartrouting.core.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.orchestration.ArtifactType;
import org.smartrouting.core.orchestration.NewArtifact;
import org.smartrouting.core.orchestration.Plan;
import org.smartrouting.core.orchestration.PlanState;
import org.smartrouting.core.orchestration.PlanState.Execution;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;

/** Keeps sessions and parents true while planned tasks go their way. */
final class PlanProgress {
  private static final String WORK = "work";

  private final ShardState state;

  PlanProgress(ShardState state) {
    this.state = state;
  }

  /** A planned task is about to come into memory for the first time. */
  void planned(LiveTask task, LivePlan plan, @Nullable LiveTask parent) {
    adopt(task, plan, parent);
    if (parent != null && parent.plan != null) {
      parent.plan.state = parent.plan.state.with(parent.plan.state.children().opened());
    }
  }

  /** A planned task comes from the store; its parent is linked later. */
  void restored(LiveTask task, Plan plan, LiveSession session) {
    LivePlan live = new LivePlan(session, plan.spec(), plan.state());
    live.counted = status(live, task);
    if (plan.state().execution().begun()) {
      task.delivery = plan.state().execution().bySelf() ? Delivery.CALLER : Delivery.SPECIALIST;
    }
    adopt(task, live, null);
  }

  private static void adopt(LiveTask task, LivePlan plan, @Nullable LiveTask parent) {
    task.plan = plan;
    plan.session.add(task);
    link(task, plan, parent);
  }

  /** A task is a part of another one that is in memory. */
  static void link(LiveTask task, LivePlan plan, @Nullable LiveTask parent) {
    if (parent != null && parent.plan != null) {
      plan.parent = parent;
      parent.plan.parts.add(task);
    }
  }

  /** A task has come into a state. */
  void moved(LiveTask task) {
    LivePlan plan = task.plan;
    if (plan == null) {
      return;
    }
    PlanStatus next = status(plan, task);
    if (plan.counted != next) {
      if (plan.counted != null) {
        plan.session.count(plan.counted, -1);
      }
      plan.session.count(next, 1);
      plan.counted = next;
    }
  }

  /** A task is finished. */
  void ended(LiveTask task) {
    LivePlan plan = task.plan;
    if (plan == null) {
      return;
    }
    plan.session.remove(task);
    LiveTask parent = plan.parent;
    if (parent != null && parent.plan != null) {
      parent.plan.parts.remove(task);
      PlanState before = parent.plan.state;
      parent.plan.state = before.with(before.children().ended(PlanStatus.of(task.state)));
    }
  }

  /** Nobody does it any more; it has to be begun again. */
  void unbegin(LiveTask task) {
    if (task.plan != null) {
      task.plan.state = task.plan.state.with(Execution.NONE);
      task.queuedMicros = 0;
      task.virtualDeadlineMicros = 0;
    }
  }

  /** A specialist has done a task and knows nothing of plans. */
  void succeeded(LiveTask task, TaskResult result, long nowMicros) {
    LivePlan plan = task.plan;
    if (plan == null || plan.state.execution().bySelf()) {
      return;
    }
    PlanState.Report report = plan.state.report();
    if (!result.summary().isEmpty()) {
      plan.state =
          plan.state.with(
              report.with(result.summary(), report.results(), List.of(), report.request()));
    }
    Bytes output = result.output();
    if (output.size() > 0) {
      new Shelf(state).store(task, plan, List.of(work(result)), nowMicros);
    }
  }

  private static NewArtifact work(TaskResult result) {
    return new NewArtifact(WORK, ArtifactType.GENERAL, result.outputType(), "", result.output());
  }

  /** Brings a finished task back into memory, to be changed once more. */
  LiveTask recall(Task row, LiveSession session) {
    LiveTask task = LiveTask.restored(row, session.pool());
    Plan plan = row.plan();
    if (plan != null) {
      LivePlan live = new LivePlan(session, plan.spec(), plan.state());
      live.counted = status(live, task);
      task.plan = live;
    }
    state.tasks().put(task.id, task);
    return task;
  }

  /** A finished task is gone. */
  void deleted(Task row, LiveSession session) {
    Plan plan = row.plan();
    if (plan != null) {
      PlanStatus status =
          plan.state().archived() ? PlanStatus.ARCHIVED : PlanStatus.of(row.state());
      session.count(status, -1);
      state.outbox().changed(session);
    }
  }

  /** Whether a task depends on another one by its plan. */
  static boolean needs(LiveTask task, TaskId other) {
    return task.spec.dependencies().contains(other)
        || (task.plan != null && other.equals(task.plan.spec.parent()));
  }

  private static PlanStatus status(LivePlan plan, LiveTask task) {
    return plan.state.archived() ? PlanStatus.ARCHIVED : PlanStatus.of(task.state);
  }
}

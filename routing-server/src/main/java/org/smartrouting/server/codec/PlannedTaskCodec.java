package org.smartrouting.server.codec;

import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.orchestration.ChildCounts;
import org.smartrouting.core.orchestration.Plan;
import org.smartrouting.core.orchestration.PlanState;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.orchestration.Waiver;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.orchestration.v1.PlannedTask;
import org.smartrouting.orchestration.v1.TaskOutcome;
import org.smartrouting.orchestration.v1.TaskStatus;

/** Tasks of sessions. */
public final class PlannedTaskCodec {
  private PlannedTaskCodec() {}

  /**
   * What makes a task one of a session.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Plan plan(Task task) {
    Plan plan = task.plan();
    if (plan == null) {
      throw new IllegalArgumentException(task.id() + " belongs to no session");
    }
    return plan;
  }

  /** Writes a task with the list of what it stored. */
  public static PlannedTask toMessage(Task task) {
    Plan plan = plan(task);
    PlanState state = plan.state();
    PlannedTask.Builder message =
        PlannedTask.newBuilder()
            .setTaskId(task.id().toString())
            .setSessionId(plan.spec().session().toString())
            .setParentTaskId(text(plan.spec().parent()))
            .setPlan(PlanCodec.toMessage(task.spec(), plan.spec()))
            .setStatus(status(task))
            .setState(TaskStateCodec.toMessage(task.state()))
            .setReady(isReady(task))
            .setStatusReason(task.status().reason())
            .setSpecialistId(TaskCodec.specialist(task))
            .setAttempt(task.status().attempt())
            .setRevision(state.report().revision())
            .setProgress(progress(task, state))
            .setSummary(state.report().summary())
            .addAllFilePaths(state.report().filePaths())
            .setCreatedAt(TimeCodec.timestamp(task.createdMicros()))
            .setEtag(Etag.of(task.status().version()));
    task.status().openDependencies().forEach(id -> message.addOpenDependencies(id.toString()));
    state.waivers().forEach(waiver -> message.addWaivers(toMessage(waiver)));
    state
        .report()
        .results()
        .forEach(each -> message.addValidationResults(ArtifactCodec.toMessage(each)));
    state
        .artifacts()
        .forEach(each -> message.addArtifacts(ArtifactCodec.toMessage(task.id(), each)));
    if (state.children().total() > 0) {
      message.setChildren(toMessage(state.children()));
    }
    times(task, message);
    return message.build();
  }

  /** Writes what came of a task, or where it is. */
  public static TaskOutcome outcome(Task task, int depth) {
    Plan plan = plan(task);
    TaskOutcome.Builder message =
        TaskOutcome.newBuilder()
            .setTaskId(task.id().toString())
            .setTitle(task.spec().title())
            .setSpecialistType(PlanCodec.role(plan.spec().specialistType()))
            .setStatus(status(task))
            .setSummary(plan.state().report().summary())
            .setStatusReason(task.status().reason())
            .setDepth(depth);
    plan.state()
        .artifacts()
        .forEach(each -> message.addArtifacts(ArtifactCodec.toMessage(task.id(), each)));
    return message.build();
  }

  /** Where a task is. */
  public static TaskStatus status(Task task) {
    return status(planStatus(task));
  }

  /** Where a task is, for the core. */
  public static PlanStatus planStatus(Task task) {
    return plan(task).state().archived() ? PlanStatus.ARCHIVED : PlanStatus.of(task.state());
  }

  /** Writes a status. */
  public static TaskStatus status(PlanStatus status) {
    return TaskStatus.valueOf("TASK_STATUS_" + status.name());
  }

  /** Writes counts of parts. */
  public static org.smartrouting.orchestration.v1.ChildCounts toMessage(ChildCounts counts) {
    return org.smartrouting.orchestration.v1.ChildCounts.newBuilder()
        .setOpen(counts.open())
        .setCompleted(counts.completed())
        .setFailed(counts.failed())
        .setCancelled(counts.cancelled())
        .build();
  }

  private static boolean isReady(Task task) {
    return task.state() == TaskState.PENDING
        && !plan(task).state().execution().begun()
        && plan(task).state().children().open() == 0
        && task.status().openDependencies().isEmpty()
        && task.status().notBeforeMicros() == 0;
  }

  private static double progress(Task task, PlanState state) {
    ChildCounts parts = state.children();
    return task.state() == TaskState.SUCCEEDED || parts.total() == 0
        ? task.status().progress()
        : (double) parts.completed() / parts.total();
  }

  private static void times(Task task, PlannedTask.Builder message) {
    Lease lease = task.status().lease();
    if (lease != null && task.state() == TaskState.RUNNING) {
      long until = lease.startedMicros() + lease.durationMicros();
      message.setLeaseExpiresAt(TimeCodec.timestamp(until));
    }
    if (task.status().startedMicros() != 0) {
      message.setStartedAt(TimeCodec.timestamp(task.status().startedMicros()));
    }
    if (task.status().finishedMicros() != 0) {
      message.setCompletedAt(TimeCodec.timestamp(task.status().finishedMicros()));
    }
  }

  private static org.smartrouting.orchestration.v1.Waiver toMessage(Waiver waiver) {
    return org.smartrouting.orchestration.v1.Waiver.newBuilder()
        .setTaskId(waiver.dependency().toString())
        .setActor(waiver.actor())
        .setReason(waiver.reason())
        .setWaivedAt(TimeCodec.timestamp(waiver.micros()))
        .build();
  }

  private static String text(@Nullable TaskId id) {
    return id == null ? "" : id.toString();
  }
}

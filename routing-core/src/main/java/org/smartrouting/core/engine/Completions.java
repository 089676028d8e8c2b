package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.PlanCommand.Completed;
import org.smartrouting.core.engine.PlanCommand.Completion;
import org.smartrouting.core.engine.PlanCommand.NextAction;
import org.smartrouting.core.orchestration.Artifact;
import org.smartrouting.core.orchestration.ChildCounts;
import org.smartrouting.core.orchestration.Plan;
import org.smartrouting.core.store.TaskWrite;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskState;

/** Records what came of planned tasks, and does what follows. */
final class Completions {
  private static final int MAX_LINE = 256;

  private final Transitions transitions;
  private final PlannedTasks planned;
  private final Shelf shelf;

  Completions(ShardState state, Transitions transitions, PlannedTasks planned) {
    this.transitions = transitions;
    this.planned = planned;
    this.shelf = new Shelf(state);
  }

  Outcome<Completed> complete(PlanCommand.Complete command, Stored stored, long nowMicros) {
    LiveTask live = planned.live(command.tenant(), command.id());
    LivePlan plan = live == null ? null : live.plan;
    if (live == null || plan == null) {
      return planned
          .get(command.tenant(), command.id(), stored)
          .match(
              done -> repeated(done.value(), command),
              refused -> new Outcome.Refused<>(refused.refusal()),
              needs -> new Outcome.NeedsStored<>(needs.ids()));
    }
    boolean isHolder = command.token() != null && live.isHeldUnder(command.token());
    boolean isSaidAgain = isRepeat(live.snapshot(), command.completion());
    if (isSaidAgain && (!isHolder || command.completion().next() == NextAction.CONTINUE)) {
      live.renewedMicros = isHolder ? nowMicros : live.renewedMicros;
      return repeated(live.snapshot(), command);
    }
    Refusal refusal = refusal(live, plan, command, isHolder);
    if (refusal != null) {
      return new Outcome.Refused<>(refusal);
    }
    List<Artifact> artifacts = shelf.store(live, plan, command.completion().artifacts(), nowMicros);
    List<LiveTask> waiting = List.copyOf(live.dependents);
    if (isHolder) {
      carryOut(live, plan, command.completion(), nowMicros);
    } else {
      report(plan, command.completion());
      live.progress = 1;
      transitions.finish(live, TaskState.SUCCEEDED, "", nowMicros);
    }
    return PlannedTasks.done(live, completed(live, plan, artifacts, waiting));
  }

  private @Nullable Refusal refusal(
      LiveTask live, LivePlan plan, PlanCommand.Complete command, boolean isHolder) {
    if (!isHolder && (command.token() != null || live.state.isHeld())) {
      return Refusals.staleAssignment(live.id);
    }
    boolean finishes = !isHolder || command.completion().next() == NextAction.COMPLETE;
    if (finishes && !plan.parts.isEmpty()) {
      LiveTask first = plan.parts.iterator().next();
      return Refusal.of(
          RefusalReason.CHILDREN_OPEN,
          plan.parts.size()
              + " parts of task "
              + live.id
              + " are not finished, first "
              + first.id
              + " ("
              + first.spec.title()
              + ")",
          "task_id",
          live.id.toString(),
          "child",
          first.id.toString(),
          "count",
          Integer.toString(plan.parts.size()));
    }
    if (!isHolder && command.completion().next() != NextAction.COMPLETE) {
      return Refusals.wrongState(live.id, live.state, "nobody works on it");
    }
    if (!isHolder && plan.state.children().total() == 0) {
      return Refusals.wrongState(live.id, live.state, "it has to be executed first");
    }
    if (!isHolder && !live.openDependencies.isEmpty()) {
      return Refusals.wrongState(live.id, live.state, "its dependencies are not done");
    }
    if (isHolder && live.lease != null && !live.lease.isAccepted()) {
      return Refusals.notAccepted(live.id);
    }
    return shelf.room(live, plan, command.completion().artifacts().size());
  }

  private void carryOut(LiveTask live, LivePlan plan, Completion completion, long nowMicros) {
    switch (completion.next()) {
      case CONTINUE -> {
        report(plan, completion);
        live.renewedMicros = nowMicros;
        transitions.touch(live, TaskWrite.Extent.STATUS);
      }
      case NEEDS_REVISION -> {
        report(plan, completion);
        plan.state = plan.state.with(plan.state.report().revised());
        transitions.endAttempt(
            live, AttemptOutcome.NEEDS_REVISION, line(completion.summary()), nowMicros);
        transitions.awaitExecution(live, nowMicros);
      }
      case BLOCKED -> {
        report(plan, completion);
        transitions.endAttempt(live, AttemptOutcome.BLOCKED, line(completion.summary()), nowMicros);
        transitions.block(live, line(completion.summary()));
      }
      case COMPLETE -> {
        report(plan, completion);
        Double said = completion.quality();
        double quality = said == null ? plan.state.report().quality() : said;
        TaskResult result = new TaskResult(Bytes.EMPTY, "", line(completion.summary()));
        transitions.succeed(live, result, quality, nowMicros);
        // What was said in full takes the place of its first line.
        report(plan, completion);
      }
    }
  }

  private static void report(LivePlan plan, Completion completion) {
    plan.state =
        plan.state.with(
            plan.state
                .report()
                .with(
                    completion.summary(),
                    completion.results(),
                    completion.filePaths(),
                    completion.digest()));
  }

  private Completed completed(
      LiveTask live, LivePlan plan, List<Artifact> artifacts, List<LiveTask> waiting) {
    List<TaskId> unblocked = new ArrayList<>();
    for (LiveTask dependent : waiting) {
      if (PlannedTasks.isReady(dependent)) {
        unblocked.add(dependent.id);
      }
    }
    TaskId next =
        unblocked.isEmpty()
            ? plan.session.open().stream()
                .filter(PlannedTasks::isReady)
                .min(Comparator.comparing(task -> task.spec.priority()))
                .map(LiveTask::id)
                .orElse(null)
            : unblocked.get(0);
    return new Completed(live.snapshot(), artifacts, parts(plan), unblocked, next, false);
  }

  private @Nullable ChildCounts parts(LivePlan plan) {
    LiveTask parent = plan.parent;
    return parent == null || parent.plan == null ? null : parent.plan.state.children();
  }

  private Outcome<Completed> repeated(Task task, PlanCommand.Complete command) {
    Plan plan = task.plan();
    if (plan == null || !isRepeat(task, command.completion()) || !wasHeldUnder(task, command)) {
      return task.state().isFinal() && command.token() == null
          ? new Outcome.Refused<>(
              Refusals.wrongState(task.id(), task.state(), "a finished task stays as it is"))
          : new Outcome.Refused<>(Refusals.staleAssignment(task.id()));
    }
    return Outcome.done(new Completed(task, plan.state().artifacts(), null, List.of(), null, true));
  }

  private static boolean isRepeat(Task task, Completion completion) {
    return task.plan() != null
        && task.plan().state().report().request().equals(completion.digest());
  }

  private static boolean wasHeldUnder(Task task, PlanCommand.Complete command) {
    return command.token() == null
        || (task.status().lease() != null && task.status().lease().token().equals(command.token()))
        || task.status().attempts().stream()
            .anyMatch(attempt -> attempt.token().equals(command.token()));
  }

  /** The beginning of a text as one line. */
  private static String line(String text) {
    String line = text.strip().lines().findFirst().orElse("").strip();
    return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE - 3).strip() + "...";
  }
}

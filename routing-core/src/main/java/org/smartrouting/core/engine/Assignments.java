package org.smartrouting.core.engine;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.RetryPolicy;
import org.smartrouting.core.engine.AssignmentCommand.Reference;
import org.smartrouting.core.store.TaskWrite;
import org.smartrouting.core.task.Attempt;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskState;

/**
 * What holders say of their assignments. Nothing is done unless the token is that of the current
 * lease; what was said before is answered as it was then.
 */
final class Assignments {
  /** Least time for which somebody who did not want a task is not asked again. */
  private static final long MIN_UNWILLING_MICROS = 1_000_000;

  private final ShardState state;
  private final Transitions transitions;
  private final Presence presence;

  Assignments(ShardState state, Transitions transitions, Presence presence) {
    this.state = state;
    this.transitions = transitions;
    this.presence = presence;
  }

  Outcome<Long> accept(AssignmentCommand.Accept command, long nowMicros) {
    LiveTask task = held(command.assignment());
    if (task == null || task.lease == null) {
      return stale(command.assignment());
    }
    heard(task, nowMicros);
    if (task.isAhead() && task.holder != null) {
      // After a restart only a connection says what it is still to stop.
      if (task.holder.stream() == 0 || !task.holder.hasFreeSlot()) {
        return noSlot(task, task.holder);
      }
      Prefetch.seat(task, transitions, nowMicros);
    }
    if (!task.lease.isAccepted()) {
      transitions.accept(task, task.lease, nowMicros);
    }
    return done(task, task.leaseExpiryMicros());
  }

  Outcome<TaskState> decline(AssignmentCommand.Decline command, long nowMicros) {
    LiveTask task = held(command.assignment());
    if (task == null) {
      stopped(command.assignment(), nowMicros);
      Attempt earlier = attempt(live(command.assignment()), command.assignment());
      return earlier != null && earlier.outcome() == AttemptOutcome.DECLINED
          ? Outcome.done(TaskState.QUEUED)
          : stale(command.assignment());
    }
    heard(task, nowMicros);
    transitions.endAttempt(task, AttemptOutcome.DECLINED, command.reason(), nowMicros);
    giveBack(task, nowMicros);
    return done(task, task.state);
  }

  Outcome<Long> renew(AssignmentCommand.Renew command, long nowMicros) {
    LiveTask task = held(command.assignment());
    if (task == null || task.lease == null) {
      return stale(command.assignment());
    }
    if (!task.lease.isAccepted()) {
      return notAccepted(task);
    }
    heard(task, nowMicros);
    task.renewedMicros = nowMicros;
    if (command.progress() >= 0 && command.progress() != task.progress) {
      task.progress = command.progress();
      transitions.touch(task, TaskWrite.Extent.STATUS);
    }
    return done(task, task.leaseExpiryMicros());
  }

  Outcome<TaskState> complete(AssignmentCommand.Complete command, Stored stored, long nowMicros) {
    LiveTask task = held(command.assignment());
    if (task != null && task.lease != null) {
      if (!task.lease.isAccepted()) {
        return notAccepted(task);
      }
      heard(task, nowMicros);
      transitions.succeed(task, command.result(), command.quality(), nowMicros);
      return done(task, TaskState.SUCCEEDED);
    }
    stopped(command.assignment(), nowMicros);
    return earlier(
        command.assignment(),
        stored,
        (before, attempt) ->
            attempt.outcome() == AttemptOutcome.SUCCEEDED
                    && same(before, command.result())
                    && Objects.equals(attempt.quality(), command.quality())
                ? TaskState.SUCCEEDED
                : null);
  }

  Outcome<TaskState> fail(AssignmentCommand.Fail command, Stored stored, long nowMicros) {
    LiveTask task = held(command.assignment());
    if (task != null && task.lease != null) {
      if (!task.lease.isAccepted()) {
        return notAccepted(task);
      }
      heard(task, nowMicros);
      switch (command.kind()) {
        case BLOCKED -> {
          transitions.endAttempt(task, AttemptOutcome.BLOCKED, command.reason(), nowMicros);
          transitions.block(task, command.reason());
        }
        case PERMANENT -> {
          transitions.endAttempt(task, AttemptOutcome.FAILED, command.reason(), nowMicros);
          transitions.finish(task, TaskState.FAILED, command.reason(), nowMicros);
        }
        case RETRYABLE -> failed(task, AttemptOutcome.FAILED, command.reason(), nowMicros);
      }
      TaskState shown = task.state == TaskState.QUEUED ? TaskState.PENDING : task.state;
      return done(task, shown);
    }
    stopped(command.assignment(), nowMicros);
    return earlier(command.assignment(), stored, Assignments::stateAfterFailure);
  }

  /** An attempt failed: the next one comes after a wait, elsewhere first, while any are left. */
  void failed(LiveTask task, AttemptOutcome outcome, String reason, long nowMicros) {
    retry(task, outcome, reason, nowMicros, true);
  }

  /** The holder did not accept in time. */
  void notAccepted(LiveTask task, long nowMicros) {
    String reason = "not accepted in time";
    transitions.endAttempt(task, AttemptOutcome.NOT_ACCEPTED, reason, nowMicros);
    giveBack(task, nowMicros);
  }

  /** The holder is gone: the task goes back to its place in the queue at once. */
  void lost(LiveTask task, AttemptOutcome outcome, String reason, long nowMicros) {
    if (task.lease != null && !task.lease.isAccepted()) {
      transitions.endAttempt(task, AttemptOutcome.NOT_ACCEPTED, reason, nowMicros);
      transitions.queue(task, nowMicros);
    } else {
      retry(task, outcome, reason, nowMicros, false);
    }
  }

  private void retry(
      LiveTask task, AttemptOutcome outcome, String reason, long nowMicros, boolean afterWait) {
    String failedBy = task.lease == null ? "" : task.lease.specialistId();
    transitions.endAttempt(task, outcome, reason, nowMicros);
    RetryPolicy policy = task.spec.retry().over(task.pool.policy().retry());
    if (task.attempt >= policy.maxAttempts()) {
      transitions.finish(task, TaskState.FAILED, reason, nowMicros);
      return;
    }
    double chance = state.chance().nextDouble();
    long wait = afterWait ? policy.backoffMicros(task.attempt, chance) : 0;
    task.notBeforeMicros = nowMicros + wait;
    task.reason = reason;
    avoid(task, failedBy, task.notBeforeMicros + task.pool.policy().retryElsewhereMicros());
    transitions.goOn(task, nowMicros);
  }

  /** An assignment came back unused; its holder is not asked again for a while. */
  private void giveBack(LiveTask task, long nowMicros) {
    Attempt last = task.attempts.get(task.attempts.size() - 1);
    long elsewhere = Math.max(task.pool.policy().retryElsewhereMicros(), MIN_UNWILLING_MICROS);
    avoid(task, last.specialistId(), nowMicros + elsewhere);
    transitions.queue(task, nowMicros);
  }

  private static void avoid(LiveTask task, String specialistId, long untilMicros) {
    task.avoidedSpecialistId = specialistId;
    task.avoidUntilMicros = untilMicros;
  }

  private @Nullable LiveTask live(Reference assignment) {
    return state.task(assignment.tenant(), assignment.task());
  }

  private @Nullable LiveTask held(Reference assignment) {
    LiveTask task = live(assignment);
    return task != null && task.isHeldUnder(assignment.token()) ? task : null;
  }

  private void heard(LiveTask task, long nowMicros) {
    // Of what a caller runs, the caller speaks and not the specialist.
    if (task.holder != null && task.delivery == Delivery.SPECIALIST) {
      presence.heard(task.holder, nowMicros);
    }
  }

  /** Whoever brings the end of an assignment has stopped work on it, even if it is void. */
  private void stopped(Reference assignment, long nowMicros) {
    LiveSpecialist holder = state.stopping().ended(assignment.token());
    if (holder != null) {
      presence.changed(holder, nowMicros);
    }
  }

  private interface Repeat {
    @Nullable TaskState answer(Task task, Attempt attempt);
  }

  private Outcome<TaskState> earlier(Reference assignment, Stored stored, Repeat repeat) {
    LiveTask live = live(assignment);
    if (live == null && !stored.covers(assignment.task())) {
      return new Outcome.NeedsStored<>(Set.of(assignment.task()));
    }
    Task task = live == null ? stored.get(assignment.task()) : live.snapshot();
    if (task == null || !task.pool().tenant().equals(assignment.tenant())) {
      return stale(assignment);
    }
    Attempt attempt = attempt(task.status().attempts(), assignment);
    TaskState answer = attempt == null ? null : repeat.answer(task, attempt);
    return answer == null ? stale(assignment) : Outcome.done(answer);
  }

  private static @Nullable TaskState stateAfterFailure(Task task, Attempt attempt) {
    if (attempt.outcome() == AttemptOutcome.BLOCKED) {
      return TaskState.BLOCKED;
    }
    if (attempt.outcome() != AttemptOutcome.FAILED) {
      return null;
    }
    List<Attempt> attempts = task.status().attempts();
    boolean last = attempts.get(attempts.size() - 1).equals(attempt);
    return last && task.state() == TaskState.FAILED ? TaskState.FAILED : TaskState.PENDING;
  }

  private static boolean same(Task task, TaskResult result) {
    return result.equals(task.status().result());
  }

  private static @Nullable Attempt attempt(@Nullable LiveTask task, Reference assignment) {
    return task == null ? null : attempt(task.attempts, assignment);
  }

  private static @Nullable Attempt attempt(List<Attempt> attempts, Reference assignment) {
    for (Attempt attempt : attempts) {
      if (attempt.token().equals(assignment.token())) {
        return attempt;
      }
    }
    return null;
  }

  private static <R> Outcome<R> stale(Reference assignment) {
    return new Outcome.Refused<>(Refusals.staleAssignment(assignment.task()));
  }

  private static <R> Outcome<R> notAccepted(LiveTask task) {
    return new Outcome.Refused<>(Refusals.notAccepted(task.id));
  }

  private static <R> Outcome<R> noSlot(LiveTask task, LiveSpecialist holder) {
    return Outcome.refused(
        RefusalReason.SPECIALIST_BUSY,
        "task " + task.id + " is ahead: all slots of " + holder.id() + " are still taken",
        "task_id",
        task.id.toString());
  }

  private static <R> Outcome<R> done(LiveTask task, R value) {
    return new Outcome.Done<>(value, task.pool.policy().durability());
  }
}

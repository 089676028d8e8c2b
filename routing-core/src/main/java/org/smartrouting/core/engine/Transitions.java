package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.orchestration.DependencyPolicy;
import org.smartrouting.core.queue.VirtualDeadline;
import org.smartrouting.core.score.Decision;
import org.smartrouting.core.score.Estimate;
import org.smartrouting.core.store.TaskWrite;
import org.smartrouting.core.task.Attempt;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.core.task.TaskStatus;

/**
 * Every change of the state of a task. Whoever wants one has checked that it is allowed; this class
 * makes it whole: counts, queues, timers, what the specialist holds, who depends on it, and what is
 * to be written.
 */
final class Transitions {
  private static final double MICROS_PER_SECOND = 1e6;

  private final ShardState state;
  private final Lessons lessons;
  private final PlanProgress progress;
  private final Followers followers;

  Transitions(ShardState state) {
    this.state = state;
    this.lessons = new Lessons(state);
    this.progress = new PlanProgress(state);
    this.followers = new Followers(this);
  }

  /**
   * A task came to be.
   *
   * @param failed which dependency has failed, in words; empty for none
   */
  void admit(LiveTask task, String failed, long nowMicros) {
    state.tasks().put(task.id, task);
    state.lookups().outdated(task.id);
    state.addBytes(task.bytes());
    task.version = 1;
    task.pool.count(null, task.spec.priority(), task);
    state.outbox().created(task);
    goOnUnless(failed, task, nowMicros);
  }

  /** What is kept of sessions. */
  PlanProgress progress() {
    return progress;
  }

  /** When a dependency has failed, is BLOCKED or does what its plan says; otherwise goes on. */
  void goOnUnless(String failed, LiveTask task, long nowMicros) {
    DependencyPolicy policy = Followers.policy(task);
    if (failed.isEmpty() || policy == DependencyPolicy.IGNORE) {
      goOn(task, nowMicros);
    } else if (policy == DependencyPolicy.CANCEL) {
      finish(task, TaskState.CANCELLED, failed, nowMicros);
    } else {
      block(task, failed);
    }
  }

  /** PENDING, or about to be: waits on, or becomes QUEUED when nothing is left to wait for. */
  void goOn(LiveTask task, long nowMicros) {
    if (task.notBeforeMicros <= nowMicros) {
      task.notBeforeMicros = 0;
    }
    boolean isBegun = task.plan == null || !task.plan.awaitsExecution();
    if (isBegun && task.openDependencies.isEmpty() && task.notBeforeMicros == 0) {
      queue(task, nowMicros);
    } else {
      enter(task, TaskState.PENDING);
    }
  }

  /** A planned task that nobody holds has to be begun again. */
  void awaitExecution(LiveTask task, long nowMicros) {
    leaveQueue(task);
    progress.unbegin(task);
    goOn(task, nowMicros);
  }

  /** Waits for a specialist, at the place it had before if it had one. */
  void queue(LiveTask task, long nowMicros) {
    if (task.queuedMicros == 0) {
      task.queuedMicros = nowMicros;
      rank(task);
    }
    task.demand(nowMicros);
    task.reservation = Reservation.NONE;
    if (task.delivery == Delivery.CALLER && task.callerAddress == 0) {
      task.callerUntilMicros = nowMicros + task.pool.policy().sessionTimeoutMicros();
    }
    enter(task, TaskState.QUEUED);
    state.ready().add(task);
  }

  /** Computes the key by which a task waits; it must not be in a queue. */
  void rank(LiveTask task) {
    if (task.late) {
      task.virtualDeadlineMicros = lateKey(task);
      return;
    }
    double q95 = expectedOf(task).q95Seconds();
    long own =
        VirtualDeadline.of(
            task.queuedMicros,
            task.pool.policy().targetWaits().of(task.spec.priority()),
            task.spec.deadlineMicros(),
            Math.round(q95 * MICROS_PER_SECOND));
    task.virtualDeadlineMicros =
        task.pool.finishesSessions() ? Math.min(own, task.pool.sessions().startedKey(task)) : own;
  }

  /** What is expected of anybody in the pool. */
  Estimate expectedOf(LiveTask task) {
    return state
        .book()
        .estimate(task.pool.key(), task.spec.taskType(), task.pool.policy().learning());
  }

  void block(LiveTask task, String reason) {
    leaveQueue(task);
    progress.unbegin(task);
    task.reason = reason;
    enter(task, TaskState.BLOCKED);
  }

  /** Reserves a slot; when the specialist has none, the task is held ahead of one. */
  void assign(LiveTask task, LiveSpecialist specialist, Decision decision, long nowMicros) {
    state.charges().charge(task, specialist, nowMicros);
    leaveQueue(task);
    long leaseMicros = task.leaseMicros();
    boolean running = task.delivery == Delivery.CALLER;
    boolean ahead = !running && !specialist.hasFreeSlot();
    Lease lease =
        new Lease(
            specialist.id(),
            state.newToken(),
            nowMicros,
            ahead ? Lease.NEVER : nowMicros + task.pool.policy().acceptTimeoutMicros(),
            0,
            leaseMicros);
    task.attempt++;
    task.lease = running ? lease.accepted(nowMicros) : lease;
    task.decision = decision;
    task.progress = 0;
    task.reason = "";
    task.assignedMicros = nowMicros;
    task.startedMicros = running ? nowMicros : 0;
    task.renewedMicros = nowMicros;
    task.acceptableUntilMicros = 0;
    task.holder = specialist;
    specialist.given(task, task.pool.nextTurn(), nowMicros);
    task.pool.refresh(specialist, nowMicros);
    enter(task, running ? TaskState.RUNNING : TaskState.ASSIGNED);
    if (task.pool.finishesSessions()) {
      for (LiveTask other : task.pool.sessions().behind(task)) {
        move(other, () -> rank(other));
        touch(other, TaskWrite.Extent.STATUS);
      }
    }
  }

  void accept(LiveTask task, Lease lease, long nowMicros) {
    task.lease = lease.accepted(nowMicros);
    task.startedMicros = nowMicros;
    task.renewedMicros = nowMicros;
    enter(task, TaskState.RUNNING);
  }

  /**
   * Ends the current attempt: the lease is void, the slot free, the result learned. The caller says
   * next what becomes of the task.
   */
  void endAttempt(LiveTask task, AttemptOutcome outcome, String reason, long nowMicros) {
    endAttempt(task, outcome, reason, null, nowMicros);
  }

  private void endAttempt(
      LiveTask task,
      AttemptOutcome outcome,
      String reason,
      @Nullable Double quality,
      long nowMicros) {
    Lease lease = task.lease;
    if (lease == null) {
      throw new IllegalStateException(task.id + " is held by nobody");
    }
    record(
        task,
        new Attempt(
            task.attempt,
            lease.specialistId(),
            lease.token(),
            outcome,
            reason,
            lease.assignedMicros(),
            lease.startedMicros(),
            nowMicros,
            quality));
    state.ready().addAll(state.charges().settle(task, lease, nowMicros));
    lessons.learn(task, lease, outcome, quality == null ? 1 : quality, nowMicros);
    if (lease.isAccepted()) {
      long heldMicros = nowMicros - lease.assignedMicros();
      task.pool.holdTimes().ended(task.spec.taskType(), heldMicros);
    }
    if (!outcome.usesUpAttempt()) {
      task.attempt--;
    }
    release(task, lease, outcome, reason, nowMicros);
    task.lease = null;
    boolean goesOn = outcome != AttemptOutcome.SUCCEEDED && outcome != AttemptOutcome.REVOKED;
    if (goesOn && task.delivery == Delivery.CALLER) {
      progress.unbegin(task);
    }
  }

  void finish(LiveTask task, TaskState last, String reason, long nowMicros) {
    leaveQueue(task);
    task.reason = reason;
    task.notBeforeMicros = 0;
    task.finishedMicros = nowMicros;
    task.retainUntilMicros =
        task.plan == null ? nowMicros + task.pool.policy().retentionMicros() : Timed.NEVER;
    enter(task, last);
    state.addBytes(-task.bytes());
    progress.ended(task);
    followers.ended(task, nowMicros);
  }

  void succeed(LiveTask task, TaskResult result, @Nullable Double quality, long nowMicros) {
    endAttempt(task, AttemptOutcome.SUCCEEDED, "", quality, nowMicros);
    task.result = result;
    task.progress = 1;
    progress.succeeded(task, result, nowMicros);
    state.outbox().grew(result.output().size());
    finish(task, TaskState.SUCCEEDED, "", nowMicros);
  }

  /** Puts a task into the queue of its kind, unless it is there. */
  void enterQueue(LiveTask task) {
    if (task.queuedUnder == null) {
      task.waitsIn = task.pool.shares().waits(task.spec.fairnessKey());
      task.queuedUnder = task.pool.waiting().add(task.signature(), task.waitsIn, task);
      task.pool.lane(task.spec.priority()).waiting().add(task);
    }
  }

  /**
   * Demands less of who may take a waiting task, because a step of its requirement is over. It
   * keeps its place among the tasks of its key, whose share stays as it is.
   */
  void relax(LiveTask task, long nowMicros) {
    move(task, () -> task.demand(nowMicros));
    state.ready().add(task);
  }

  /** A waiting task is for somebody alone from now on, or for anybody. */
  void reserve(LiveTask task, Reservation next) {
    if (!next.equals(task.reservation)) {
      move(task, () -> task.reservation = next);
      schedule(task);
    }
  }

  /** The deadline of a task has passed, and it may stay. */
  void demote(LiveTask task) {
    long before = task.virtualDeadlineMicros;
    move(
        task,
        () -> {
          task.late = true;
          if (task.queuedMicros != 0) {
            rank(task);
          }
        });
    // After a restart it is late again, but that is nothing new.
    if (task.virtualDeadlineMicros != before) {
      touch(task, TaskWrite.Extent.STATUS);
    }
  }

  /** A task as the store has it is late if it was demoted; otherwise its timer will say so. */
  void recallLateness(LiveTask task, long nowMicros) {
    task.late =
        task.spec.deadlineMicros() <= nowMicros && task.virtualDeadlineMicros == lateKey(task);
  }

  private static long lateKey(LiveTask task) {
    return Math.max(task.queuedMicros, task.spec.deadlineMicros())
        + task.pool.policy().targetWaits().of(Priority.BULK);
  }

  /** Changes where a task waits, if it does; what its key has had stays as it is. */
  private static void move(LiveTask task, Runnable change) {
    if (task.queuedUnder == null) {
      change.run();
      return;
    }
    task.pool.waiting().remove(task.queue(), task.share(), task);
    change.run();
    task.queuedUnder = task.pool.waiting().add(task.signature(), task.share(), task);
  }

  /** Takes a task out of the queue it waits in, if it waits in one. */
  void leaveQueue(LiveTask task) {
    state.ready().remove(task);
    task.pool.batch().remove(task);
    if (task.queuedUnder != null && task.waitsIn != null) {
      task.pool.waiting().remove(task.queuedUnder, task.waitsIn, task);
      task.pool.shares().leaves(task.waitsIn);
      task.pool.lane(task.spec.priority()).waiting().remove(task);
      task.queuedUnder = null;
      task.waitsIn = null;
    }
  }

  /** Something of a task changed that is not its state. */
  void touch(LiveTask task, TaskWrite.Extent extent) {
    task.version++;
    state.outbox().changed(task, extent);
    if (task.plan != null) {
      state.outbox().changed(task.plan.session);
    }
    schedule(task);
  }

  /** Sets the next moment at which the task has to be looked at. */
  void schedule(LiveTask task) {
    state.timers().schedule(task, Moments.next(task));
  }

  private void enter(LiveTask task, TaskState next) {
    TaskState previous = task.state;
    task.state = next;
    state.addHeld((next.isHeld() ? 1 : 0) - (previous.isHeld() ? 1 : 0));
    task.pool.count(previous, task.spec.priority(), task);
    progress.moved(task);
    touch(task, TaskWrite.Extent.STATUS);
  }

  private void release(
      LiveTask task, Lease lease, AttemptOutcome outcome, String reason, long nowMicros) {
    LiveSpecialist holder = task.holder;
    if (holder == null) {
      return;
    }
    holder.rid(task, nowMicros);
    OpenPull pull = holder.pull();
    boolean unsent = pull != null && pull.collected().remove(task);
    boolean tell = !unsent && task.delivery == Delivery.SPECIALIST && !outcome.isReported();
    if (tell && holder.stream() != 0) {
      state.stopping().begins(holder, lease.token(), nowMicros);
      state
          .outbox()
          .push(task.pool, new Push.Revoked(holder.stream(), task.id, lease.token(), reason));
    }
    task.holder = null;
    task.pool.refresh(holder, nowMicros);
    state.freed().add(holder);
  }

  private static void record(LiveTask task, Attempt attempt) {
    List<Attempt> attempts = new ArrayList<>(task.attempts);
    if (attempts.size() == TaskStatus.MAX_ATTEMPTS_KEPT) {
      // Of a task that had to make way that is known for ever, so that it has to only once.
      attempts.remove(attempts.get(0).outcome() == AttemptOutcome.PREEMPTED ? 1 : 0);
    }
    attempts.add(attempt);
    task.attempts = List.copyOf(attempts);
  }

  /** Moves a task to another priority, keeping the counts true; it must not be in a queue. */
  void reprioritise(LiveTask task, Priority next) {
    Priority previous = task.spec.priority();
    task.spec = task.spec.withPriority(next);
    task.pool.count(task.state, previous, task);
  }
}

package org.smartrouting.core.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.orchestration.Plan;
import org.smartrouting.core.queue.Share;
import org.smartrouting.core.queue.Signature;
import org.smartrouting.core.queue.Waiting;
import org.smartrouting.core.score.Decision;
import org.smartrouting.core.store.TaskWrite;
import org.smartrouting.core.task.Attempt;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.RequirementStep;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.core.task.TaskStatus;

/**
 * A task in the hands of the engine. Its fields are changed by {@link Transitions} and {@link
 * Dispatcher} only; the meaning of those that outlive the process is that of {@link TaskStatus}.
 */
final class LiveTask extends Timed implements Waiting {
  private static final double MICROS_PER_SECOND = 1e6;

  final TaskId id;
  final LivePool pool;
  final RequestFingerprint fingerprint;
  final long createdMicros;

  /** How it reaches its specialist; must not change while it is in a queue or held. */
  Delivery delivery;

  /** What makes it one of a session; null when it is none. */
  @Nullable LivePlan plan;

  TaskSpec spec;
  TaskState state = TaskState.PENDING;
  long version;
  long changeSeq;
  int attempt;
  @Nullable Lease lease;
  double progress;
  @Nullable TaskResult result;
  String reason = "";
  List<Attempt> attempts = List.of();

  /** Empty and not to be changed as long as there are none; most tasks never have any. */
  Set<TaskId> openDependencies = Set.of();

  long notBeforeMicros;
  String avoidedSpecialistId = "";
  long avoidUntilMicros;
  long queuedMicros;
  long virtualDeadlineMicros;
  long assignedMicros;
  long startedMicros;
  long finishedMicros;
  long retainUntilMicros;
  @Nullable Decision decision;
  double onTimeProbability = TaskStatus.NOT_JUDGED;

  /** Whether its deadline has passed in a pool that lets it stay. */
  boolean late;

  /** Which step of its requirement holds, from 0; the number of steps when none does. */
  int step;

  /** What is demanded while that step holds. */
  Requirement demanded;

  /** Who holds it; null while nobody does. Gone for good after a restart until it comes back. */
  @Nullable LiveSpecialist holder;

  /** When the lease was last extended for this task alone. */
  long renewedMicros;

  /** After a restart, until when it can be accepted at least. */
  long acceptableUntilMicros;

  /** Tasks that wait for this one. */
  Set<LiveTask> dependents = Set.of();

  /** Queue it waits in; null when it is in none. */
  @Nullable Signature queuedUnder;

  /** For whom alone it is while it waits. */
  Reservation reservation = Reservation.NONE;

  /** Slot that is cleared for it; null for none. */
  @Nullable Clearing clearing;

  /** When to look whether others have to make way for it while it waits. */
  long lookMicros = NEVER;

  /** Share under which it waits; null when it is in no queue. */
  @Nullable Share waitsIn;

  /** Share to which the current attempt was charged; null without one, or when not known. */
  @Nullable Share chargedTo;

  /** Seconds that were charged and have to be settled; 0 for nothing to settle. */
  double chargedSeconds;

  /** Address of the call that waits for the choice; 0 for none. */
  long callerAddress;

  /** How long that call waits. */
  long callerUntilMicros;

  /** What the store does not have yet; null when it has everything. */
  TaskWrite.@Nullable Extent unwritten;

  LiveTask(
      TaskId id,
      LivePool pool,
      TaskSpec spec,
      RequestFingerprint fingerprint,
      Delivery delivery,
      long createdMicros) {
    this.id = id;
    this.pool = pool;
    this.spec = spec;
    this.demanded = spec.requirement().during(0);
    this.fingerprint = fingerprint;
    this.delivery = delivery;
    this.createdMicros = createdMicros;
  }

  /** A task as the store has it. */
  static LiveTask restored(Task task, LivePool pool) {
    LiveTask live =
        new LiveTask(
            task.id(),
            pool,
            task.spec(),
            task.fingerprint(),
            task.delivery(),
            task.createdMicros());
    TaskStatus status = task.status();
    live.state = status.state();
    live.version = status.version();
    live.changeSeq = status.changeSeq();
    live.attempt = status.attempt();
    live.lease = status.lease();
    live.progress = status.progress();
    live.result = status.result();
    live.reason = status.reason();
    live.attempts = status.attempts();
    status.openDependencies().forEach(live::dependsOn);
    live.notBeforeMicros = status.notBeforeMicros();
    live.avoidedSpecialistId = status.avoidedSpecialistId();
    live.avoidUntilMicros = status.avoidUntilMicros();
    live.queuedMicros = status.queuedMicros();
    live.virtualDeadlineMicros = status.virtualDeadlineMicros();
    live.assignedMicros = status.assignedMicros();
    live.startedMicros = status.startedMicros();
    live.finishedMicros = status.finishedMicros();
    live.retainUntilMicros = status.retainUntilMicros();
    live.decision = status.decision();
    live.onTimeProbability = status.onTimeProbability();
    return live;
  }

  /** The task at this moment. */
  Task snapshot() {
    TaskStatus status =
        new TaskStatus(
            state,
            version,
            changeSeq,
            attempt,
            lease,
            progress,
            result,
            reason,
            attempts,
            List.copyOf(openDependencies),
            notBeforeMicros,
            avoidedSpecialistId,
            avoidUntilMicros,
            queuedMicros,
            virtualDeadlineMicros,
            assignedMicros,
            startedMicros,
            finishedMicros,
            retainUntilMicros,
            decision,
            onTimeProbability);
    Plan planned = plan == null ? null : plan.snapshot();
    return new Task(id, pool.key(), spec, fingerprint, delivery, createdMicros, status, planned);
  }

  /** Waits for another task, too. */
  void dependsOn(TaskId dependency) {
    if (openDependencies.isEmpty()) {
      openDependencies = new LinkedHashSet<>();
    }
    openDependencies.add(dependency);
  }

  /** Makes another task wait for this one. */
  void addDependent(LiveTask dependent) {
    if (dependents.isEmpty()) {
      dependents = new LinkedHashSet<>();
    }
    dependents.add(dependent);
  }

  /** Another task does not wait for this one any more. */
  void removeDependent(LiveTask dependent) {
    if (!dependents.isEmpty()) {
      dependents.remove(dependent);
    }
  }

  /** Whether this token is that of the current lease. */
  boolean isHeldUnder(AssignmentToken token) {
    return lease != null && lease.token().equals(token);
  }

  /** Whether its holder has no slot for it yet. */
  boolean isAhead() {
    return lease != null && lease.isAhead();
  }

  /**
   * By when the lease must be accepted. Of one that is ahead that is not known, but after a restart
   * it is not kept for long.
   */
  long acceptExpiryMicros() {
    if (isAhead() && acceptableUntilMicros > 0) {
      return acceptableUntilMicros;
    }
    return lease == null ? NEVER : Math.max(lease.acceptExpiryMicros(), acceptableUntilMicros);
  }

  /** How long a holder has it without renewing. */
  long leaseMicros() {
    long own = plan == null ? 0 : plan.leaseMicros();
    return own == 0 ? pool.policy().leaseMicros() : own;
  }

  /**
   * When the lease ends. Heartbeats of the holder count for all it was given; what a caller runs
   * the caller must renew.
   */
  long leaseExpiryMicros() {
    if (lease == null) {
      return NEVER;
    }
    long last = Math.max(lease.startedMicros(), renewedMicros);
    if (holder != null && delivery == Delivery.SPECIALIST) {
      last = Math.max(last, holder.heartbeatMicros());
    }
    return last + lease.durationMicros();
  }

  /** When the step that holds ends while the task waits; NEVER when none holds. */
  long stepEndMicros() {
    List<RequirementStep> steps = spec.requirement().steps();
    return queuedMicros == 0 || step >= steps.size()
        ? NEVER
        : queuedMicros + steps.get(step).expiresAfterMicros();
  }

  /** Demands what is demanded after the wait so far; it must not be in a queue. */
  void demand(long nowMicros) {
    if (!spec.requirement().steps().isEmpty() && queuedMicros != 0) {
      step = spec.requirement().stepAfter(nowMicros - queuedMicros);
      demanded = spec.requirement().during(step);
    }
  }

  /** Time until the deadline, negative after it; infinite without one. */
  double slackSeconds(long nowMicros) {
    return spec.deadlineMicros() == NEVER
        ? Double.POSITIVE_INFINITY
        : (spec.deadlineMicros() - nowMicros) / MICROS_PER_SECOND;
  }

  /** Size in memory that counts against the limit. */
  long bytes() {
    long planned = plan == null ? 0 : plan.spec.brief().size();
    return planned + spec.payload().size();
  }

  @Override
  public TaskId id() {
    return id;
  }

  /** The kind of queue it belongs into now. */
  Signature signature() {
    return Signature.of(demanded, delivery, reservation.specialistId());
  }

  /** The queue it waits in, which it must. */
  Signature queue() {
    return Objects.requireNonNull(queuedUnder);
  }

  /** The share under which it waits, which it must. */
  Share share() {
    return Objects.requireNonNull(waitsIn);
  }

  @Override
  public Priority priority() {
    return late ? Priority.BULK : spec.priority();
  }

  @Override
  public long queuedMicros() {
    return queuedMicros;
  }

  @Override
  public long virtualDeadlineMicros() {
    return virtualDeadlineMicros;
  }
}

package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.RouteCommand.Explanation;
import org.smartrouting.core.engine.RouteCommand.KeyCounts;
import org.smartrouting.core.engine.RouteCommand.PriorityCounts;
import org.smartrouting.core.engine.RouteCommand.QueueCounts;
import org.smartrouting.core.engine.RouteCommand.Rejected;
import org.smartrouting.core.engine.RouteCommand.Rejection;
import org.smartrouting.core.match.Eligibility;
import org.smartrouting.core.pool.AssignmentMode;
import org.smartrouting.core.pool.QueueOrder;
import org.smartrouting.core.pool.TargetWaits;
import org.smartrouting.core.queue.FairShares;
import org.smartrouting.core.queue.Share;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.score.Decision;
import org.smartrouting.core.score.Judgement;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.LabelConstraint;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/** Says why: who got a task, who would, who could not, and what waits. Changes nothing. */
final class Explanations {
  private static final int MAX_COUNTED_AHEAD = 10_000;
  private static final int MAX_KEYS_COUNTED = 20;

  private final ShardState state;
  private final Dispatcher dispatcher;
  private final Forecasts forecasts;

  Explanations(ShardState state, Dispatcher dispatcher, Forecasts forecasts) {
    this.state = state;
    this.dispatcher = dispatcher;
    this.forecasts = forecasts;
  }

  Outcome<Explanation> explain(RouteCommand.Explain command, Stored stored, long nowMicros) {
    LiveTask live = state.task(command.tenant(), command.id());
    if (live != null && live.state == TaskState.QUEUED) {
      return Outcome.done(whyWaiting(live, command.maxCandidates(), nowMicros));
    }
    if (live == null && !stored.covers(command.id()) && !state.tasks().containsKey(command.id())) {
      return new Outcome.NeedsStored<>(Set.of(command.id()));
    }
    Task task = live == null ? stored.get(command.id()) : live.snapshot();
    if (task == null || !task.pool().tenant().equals(command.tenant())) {
      return new Outcome.Refused<>(Refusals.noTask(command.id()));
    }
    return Outcome.done(asStored(task, command.maxCandidates(), nowMicros));
  }

  Outcome<Explanation> dryRun(RouteCommand.DryRun command, long nowMicros) {
    LivePool pool = state.pool(command.pool());
    if (pool == null) {
      return new Outcome.Refused<>(Refusals.noPool(command.pool()));
    }
    LiveTask imagined =
        new LiveTask(
            // The last of those that are equal.
            new TaskId(-1, -1),
            pool,
            command.spec(),
            RequestFingerprint.NONE,
            Delivery.SPECIALIST,
            nowMicros);
    return Outcome.done(
        computed(imagined, null, Place.NOWHERE, command.maxCandidates(), nowMicros));
  }

  Outcome<QueueCounts> count(RouteCommand.Count command, long nowMicros) {
    LivePool pool = state.pool(command.pool());
    if (pool == null) {
      return new Outcome.Refused<>(Refusals.noPool(command.pool()));
    }
    Map<Priority, PriorityCounts> byPriority = new EnumMap<>(Priority.class);
    for (Priority priority : Priority.values()) {
      PriorityLane lane = pool.lane(priority);
      byPriority.put(
          priority,
          new PriorityCounts(
              lane.count(TaskState.PENDING),
              lane.count(TaskState.QUEUED),
              lane.count(TaskState.ASSIGNED) + lane.count(TaskState.RUNNING),
              lane.count(TaskState.BLOCKED),
              lane.waiting().isEmpty() ? 0 : lane.waiting().first().queuedMicros));
    }
    int connected = 0;
    long slots = 0;
    long free = 0;
    for (LiveSpecialist live : pool.specialists().values()) {
      if (live.isReady() && live.isPresent(nowMicros)) {
        connected++;
        slots += live.spec().slots();
        free += Math.max(0, live.spec().slots() - live.slotsTaken());
      }
    }
    return Outcome.done(
        new QueueCounts(
            byPriority,
            connected,
            slots,
            free,
            nowMicros,
            largestKeys(pool.shares()),
            pool.shares().waitingKeys(),
            expectedWaits(pool, slots, free, nowMicros),
            pool.shadow() == null ? null : pool.shadow().counts()));
  }

  /** Only an order of keys that do not change says who of those that wait is before a newcomer. */
  private static Map<Priority, Double> expectedWaits(
      LivePool pool, long slots, long free, long nowMicros) {
    Map<Priority, Double> waits = new EnumMap<>(Priority.class);
    if (pool.policy().queue().order() == QueueOrder.VIRTUAL_DEADLINE) {
      TargetWaits targets = pool.policy().targetWaits();
      for (Priority own : Priority.values()) {
        double ahead = 0;
        for (Priority other : Priority.values()) {
          long lead = targets.of(own) - targets.of(other);
          ahead += pool.lane(other).queuedUntil(nowMicros + lead, MAX_COUNTED_AHEAD);
        }
        double wait = Forecasts.wait(pool.holdTimes().all(), ahead, slots, free);
        if (wait >= 0) {
          waits.put(own, wait);
        }
      }
    }
    return waits;
  }

  private static List<KeyCounts> largestKeys(FairShares shares) {
    double weights = shares.waitingWeight();
    return shares.largest(MAX_KEYS_COUNTED).stream()
        .map(
            share ->
                new KeyCounts(
                    share.key(),
                    share.waiting(),
                    share.weight(),
                    100 * share.weight() / weights,
                    share.held()))
        .toList();
  }

  private Explanation whyWaiting(LiveTask task, int maxCandidates, long nowMicros) {
    Batch batch = task.pool.batch();
    if (Dispatcher.lacksCaller(task) || batch.holds(task)) {
      double left = (batch.dueMicros() - nowMicros) / 1e6;
      String summary =
          batch.holds(task)
              ? Sentences.waitsForOthers(task.spec.title(), batch.size() - 1, left)
              : Sentences.waitsForCaller(task.spec.title());
      return new Explanation(
          summary,
          task.snapshot(),
          nowMicros,
          "",
          List.of(),
          List.of(),
          false,
          0,
          StepInForce.of(task),
          Reservation.NONE,
          Judgement.MEAN,
          task.pool.policy().assignment(),
          WaitEstimate.NONE);
    }
    return computed(task, task.snapshot(), place(task, nowMicros), maxCandidates, nowMicros);
  }

  private Explanation computed(
      LiveTask task, @Nullable Task shown, Place place, int maxCandidates, long nowMicros) {
    RejectionTally tally = new RejectionTally();
    Reservation kept = dispatcher.reservation(task, nowMicros);
    List<LiveSpecialist> eligible = eligible(task, kept, tally, nowMicros);
    Judgement judgement = dispatcher.expected(task, nowMicros);
    List<Candidate> ranked = dispatcher.rank(task, eligible, judgement, nowMicros);
    List<Candidate> best = ranked.subList(0, Math.min(ranked.size(), maxCandidates));
    List<Rejected> rejected = tally.entries();
    StepInForce step = StepInForce.of(task);
    AssignmentMode mode = task.pool.policy().assignment();
    String winner = ranked.isEmpty() ? "" : ranked.get(0).specialistId();
    WaitEstimate wait =
        ranked.isEmpty() ? wait(task, shown != null, nowMicros) : WaitEstimate.AT_ONCE;
    String summary =
        (shown == null
                ? Sentences.wouldGo(task.spec.title(), ranked, rejected, mode)
                : Sentences.waits(task.spec.title(), ranked, rejected, place, step, nowMicros)
                    + Sentences.inWords(kept, nowMicros)
                    + Sentences.inWords(task.clearing))
            + Sentences.inWords(wait)
            + (task.late ? Sentences.LATE : Sentences.outOfReach(task.onTimeProbability));
    return new Explanation(
        summary,
        shown,
        nowMicros,
        winner,
        best,
        rejected,
        false,
        place.ahead(),
        step,
        kept,
        judgement,
        mode,
        wait);
  }

  private List<LiveSpecialist> eligible(
      LiveTask task, Reservation kept, RejectionTally tally, long nowMicros) {
    List<LiveSpecialist> eligible = new ArrayList<>();
    for (LiveSpecialist specialist : task.pool.specialists().values()) {
      if (!reject(task, kept, specialist, tally, nowMicros)) {
        eligible.add(specialist);
      }
    }
    return eligible;
  }

  private WaitEstimate wait(LiveTask task, boolean waits, long nowMicros) {
    if (!waits) {
      return forecasts.ofNewcomer(task, nowMicros);
    }
    return task.waitsIn == null ? WaitEstimate.NONE : forecasts.of(task, task.waitsIn, nowMicros);
  }

  private static Explanation asStored(Task task, int maxCandidates, long nowMicros) {
    Decision decision = task.status().decision();
    String summary =
        Sentences.became(task) + Sentences.outOfReach(task.status().onTimeProbability());
    if (decision == null) {
      return new Explanation(
          summary,
          task,
          nowMicros,
          "",
          List.of(),
          List.of(),
          false,
          0,
          StepInForce.NONE,
          Reservation.NONE,
          Judgement.MEAN,
          AssignmentMode.BEST_COST,
          WaitEstimate.NONE);
    }
    List<Candidate> all = decision.candidates();
    return new Explanation(
        summary,
        task,
        decision.decidedMicros(),
        decision.specialistId(),
        all.subList(0, Math.min(all.size(), maxCandidates)),
        List.of(),
        true,
        0,
        StepInForce.NONE,
        Reservation.NONE,
        decision.judgement(),
        decision.mode(),
        WaitEstimate.NONE);
  }

  private boolean reject(
      LiveTask task,
      Reservation kept,
      LiveSpecialist specialist,
      RejectionTally tally,
      long nowMicros) {
    SkillRequirement skill =
        Eligibility.firstUnmetSkill(task.demanded.skills(), specialist.spec().skills());
    LabelConstraint label =
        Eligibility.firstUnmetLabel(task.demanded.labelConstraints(), specialist.spec());
    String id = specialist.id();
    if (skill != null) {
      tally.add(Rejection.SKILL, skill.skill() + " >= " + skill.minLevel(), id);
    } else if (label != null) {
      tally.add(Rejection.LABEL, Sentences.inWords(label), id);
    } else if (kept.isPresent() && !kept.specialistId().equals(id)) {
      tally.add(Rejection.AFFINITY, Sentences.keptFor(kept), id);
    } else if (!specialist.isReady()) {
      tally.add(Rejection.DRAINING, "draining", id);
    } else if (specialist.recent().isEjected(nowMicros)) {
      tally.add(Rejection.EJECTED, "kept failing and gets no work for now", id);
    } else if (specialist.isSilent(nowMicros)) {
      tally.add(Rejection.SILENT, "no longer reporting and not heard of otherwise", id);
    } else if (task.delivery == Delivery.SPECIALIST && !specialist.isPresent(nowMicros)) {
      tally.add(Rejection.NOT_CONNECTED, "not connected", id);
    } else if (specialist.isOverloaded(nowMicros)) {
      tally.add(Rejection.OVERLOADED, Sentences.overload(specialist, nowMicros), id);
    } else if (!specialist.hasRoom(nowMicros)) {
      tally.add(Rejection.NO_FREE_SLOT, Sentences.noSlot(specialist), id);
    } else if (task.delivery == Delivery.SPECIALIST && !specialist.isReachable()) {
      tally.add(Rejection.NOT_CONNECTED, "no call open that would take work", id);
    } else if (Avoidance.holds(task, specialist, nowMicros)) {
      tally.add(Rejection.RETRY_ELSEWHERE, "failed or declined it last", id);
    } else if (Dispatcher.isKeyFull(task)) {
      tally.add(Rejection.KEY_LIMIT, Sentences.keyLimit(task), id);
    } else {
      return false;
    }
    return true;
  }

  private Place place(LiveTask task, long nowMicros) {
    Share share = task.waitsIn;
    if (task.queuedUnder == null || share == null) {
      return Place.NOWHERE;
    }
    FairShares shares = task.pool.shares();
    double cost = state.charges().expected(task);
    return new Place(
        task.pool
            .waiting()
            .ahead(task.queuedUnder, share, task, cost, nowMicros, MAX_COUNTED_AHEAD),
        share.key(),
        shares.waitingKeys(),
        100 * share.weight() / shares.waitingWeight());
  }
}

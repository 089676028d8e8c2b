package org.smartrouting.core.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.smartrouting.core.match.Eligibility;
import org.smartrouting.core.queue.Share;
import org.smartrouting.core.queue.Signature;
import org.smartrouting.core.queue.Weighing;
import org.smartrouting.core.queue.WorkAhead;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.LabelConstraint;
import org.smartrouting.core.task.SkillRequirement;

/**
 * Says how long tasks will wait: the work before them, and what one slot is held for, over the
 * slots that serve them. That is exact on average where durations are exponential and nobody comes
 * later who goes first; who does is not in it, nor is a specialist that comes or goes.
 */
final class Forecasts {
  /** Of a specialist population so many are looked at for what part of it could serve a task. */
  private static final int SAMPLE = 256;

  /** So many tasks of a line are looked at from either end. */
  private static final int COUNTED = 10_000;

  /** How long a task of some type holds a slot, and from how much that is known. */
  private record Hold(double seconds, long results) {}

  /** Slots that can serve a task. */
  record Slots(long all, long free) {}

  private final ShardState state;
  private final Transitions transitions;

  Forecasts(ShardState state, Transitions transitions) {
    this.state = state;
    this.transitions = transitions;
  }

  /** For a task that does not wait yet, as if it began to now. */
  WaitEstimate ofNewcomer(LiveTask task, long nowMicros) {
    Share share = task.pool.shares().outlook(task.spec.fairnessKey());
    return of(imagined(task, nowMicros), share, nowMicros);
  }

  /** A copy of a task with the place that it would have if it began to wait now. */
  LiveTask imagined(LiveTask task, long nowMicros) {
    LiveTask queued =
        new LiveTask(task.id, task.pool, task.spec, task.fingerprint, task.delivery, nowMicros);
    queued.queuedMicros = nowMicros;
    if (task.spec.affinity().isHard()) {
      queued.reservation = new Reservation(task.spec.affinity().specialistId(), Timed.NEVER);
    }
    transitions.rank(queued);
    return queued;
  }

  /** Weighs only the tasks of the same signature. */
  Weighing<LiveTask> ofOneKind(LiveTask task, Signature signature) {
    return new ByPool(task, signature, false);
  }

  /**
   * For a task that waits, or would.
   *
   * @param share where its key stands
   */
  WaitEstimate of(LiveTask task, Share share, long nowMicros) {
    Slots slots = limited(slots(task, nowMicros), task);
    Hold own = hold(task.pool, task.spec.taskType());
    Signature signature = task.signature();
    WorkAhead ahead =
        task.pool
            .waiting()
            .workAhead(
                signature, share, task, new ByPool(task, signature, true), nowMicros, COUNTED);
    boolean known = slots.all > 0 && own.results > 0;
    return new WaitEstimate(
        known ? wait(ahead, slots, own.seconds) : -1,
        ahead.tasks(),
        ahead.seconds(),
        slots.all,
        slots.free,
        own.seconds,
        own.results,
        Sentences.basis(ahead, slots.all, own.seconds, own.results, task.spec.taskType()));
  }

  /** As many of them as the key of the task may have. */
  private static Slots limited(Slots slots, LiveTask task) {
    int limit = task.pool.policy().fairness().maxInFlight();
    if (limit == 0) {
      return slots;
    }
    Share known = task.pool.shares().find(task.spec.fairnessKey());
    int left = Math.max(0, limit - (known == null ? 0 : known.held()));
    return new Slots(Math.min(slots.all, limit), Math.min(slots.free, left));
  }

  private static double wait(WorkAhead ahead, Slots slots, double holdSeconds) {
    return soon(ahead.tasks(), slots)
        ? 0
        // The first slot becomes free after one hold time over the slots, each further one
        // likewise.
        : (ahead.seconds() * busyShare(ahead.tasks(), slots) + holdSeconds) / slots.all;
  }

  private static boolean soon(double tasksAhead, Slots slots) {
    return slots.free >= tasksAhead + 1;
  }

  /** What part of the tasks before waits for slots that are taken. */
  private static double busyShare(double tasksAhead, Slots slots) {
    return tasksAhead == 0 ? 0 : Math.max(0, tasksAhead - slots.free) / tasksAhead;
  }

  /** As if every slot of a pool could serve a task, and so many were before it. */
  static double wait(HoldTimes.Mean hold, double tasksAhead, long slots, long freeSlots) {
    if (slots == 0 || hold.count() == 0) {
      return -1;
    }
    Slots all = new Slots(slots, freeSlots);
    return wait(new WorkAhead(tasksAhead, tasksAhead * hold.seconds()), all, hold.seconds());
  }

  private Hold hold(LivePool pool, String taskType) {
    HoldTimes.Mean measured = pool.holdTimes().of(taskType);
    if (measured != null) {
      return new Hold(measured.seconds(), measured.count());
    }
    // What was learned before a restart: a little too long, because the log-normal tail is long.
    double results = state.book().durations(pool.key(), taskType);
    double mean =
        state.book().estimate(pool.key(), taskType, pool.policy().learning()).meanSeconds();
    return new Hold(mean, Math.round(results));
  }

  static Slots slots(LiveTask task, long nowMicros) {
    long[] counts = new long[2];
    for (LiveSpecialist specialist : task.pool.specialists().values()) {
      boolean there =
          specialist.mayTake(nowMicros)
              && (task.delivery == Delivery.CALLER || specialist.isPresent(nowMicros));
      boolean isFor =
          !task.spec.affinity().isHard()
              || specialist.id().equals(task.spec.affinity().specialistId());
      if (there && isFor && meets(specialist.spec(), task)) {
        long own = specialist.openSlots() - specialist.load().externalSlots(nowMicros);
        counts[0] += Math.max(0, own);
        counts[1] += Math.max(0, own - specialist.slotsTaken());
      }
    }
    return new Slots(counts[0], counts[1]);
  }

  private static boolean meets(SpecialistSpec spec, LiveTask task) {
    return meets(spec, task.demanded.skills(), task.demanded.labelConstraints());
  }

  private static boolean meets(
      SpecialistSpec spec, List<SkillRequirement> skills, List<LabelConstraint> labels) {
    return Eligibility.meetsSkills(skills, spec.skills())
        && Eligibility.firstUnmetLabel(labels, spec) == null;
  }

  /** Weighs the tasks of a pool for one of them. */
  private final class ByPool implements Weighing<LiveTask> {
    private final LiveTask task;
    private final Signature own;
    private final boolean countsOthers;
    private final Map<String, Double> secondsByType = new HashMap<>();

    private ByPool(LiveTask task, Signature own, boolean countsOthers) {
      this.task = task;
      this.own = own;
      this.countsOthers = countsOthers;
    }

    @Override
    public double overlap(Signature signature) {
      if (signature.equals(own)) {
        return 1;
      }
      if (!countsOthers) {
        return 0;
      }
      long[] slots = new long[2];
      int[] looked = new int[1];
      IntPredicate count =
          index -> {
            SpecialistSpec spec = task.pool.at(index).spec();
            if (meets(spec, signature.skills(), signature.labelConstraints())) {
              slots[0] += spec.slots();
              slots[1] += meets(spec, task) ? spec.slots() : 0;
            }
            return ++looked[0] < SAMPLE;
          };
      if (signature.delivery() == Delivery.CALLER) {
        for (LiveSpecialist specialist : task.pool.specialists().values()) {
          if (!count.test(specialist.index())) {
            break;
          }
        }
      } else {
        task.pool.skills().visit(signature.skills(), task.pool.present(), 0, count);
      }
      return slots[0] == 0 ? 0 : (double) slots[1] / slots[0];
    }

    @Override
    public double seconds(LiveTask other) {
      return secondsByType.computeIfAbsent(
          other.spec.taskType(), type -> hold(task.pool, type).seconds());
    }

    @Override
    public double cost() {
      return state.charges().expected(task);
    }
  }
}

package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.match.Bits;
import org.smartrouting.core.match.Eligibility;
import org.smartrouting.core.pool.AssignmentMode;
import org.smartrouting.core.queue.Share;
import org.smartrouting.core.queue.Signature;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.score.CostScore;
import org.smartrouting.core.score.Decision;
import org.smartrouting.core.score.Demand;
import org.smartrouting.core.score.Estimate;
import org.smartrouting.core.score.Judgement;
import org.smartrouting.core.score.LearningPolicy;
import org.smartrouting.core.score.Offer;
import org.smartrouting.core.score.Prior;
import org.smartrouting.core.task.Attempt;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.TaskState;

/**
 * Brings tasks and specialists together: a queued task gets the best of the free specialists, a
 * freed specialist the first of the waiting tasks, in the order of the fairness keys and for each
 * of virtual deadlines. After {@link #settle} nobody who could take a waiting task is free.
 */
final class Dispatcher {
  /** So many free specialists are compared at most; more change the outcome little. */
  static final int MAX_COMPARED = 32;

  private final ShardState state;
  private final Transitions transitions;
  private final Judging judging;
  private final Newcomers newcomers;
  private boolean paused;

  Dispatcher(ShardState state, Transitions transitions) {
    this.state = state;
    this.transitions = transitions;
    this.judging = new Judging(state);
    this.newcomers = new Newcomers(state);
  }

  /** Hands out nothing from now on. */
  void pause() {
    paused = true;
  }

  /** Hands out what can be handed out since tasks became ready and specialists free. */
  void settle(long nowMicros) {
    if (paused) {
      state.ready().forEach(this::enqueue);
      state.ready().clear();
      state.freed().clear();
      return;
    }
    while (!state.ready().isEmpty() || !state.freed().isEmpty()) {
      List<LiveTask> ready = new ArrayList<>(state.ready());
      state.ready().clear();
      if (ready.size() > 1 || !state.freed().isEmpty()) {
        // All compete, so that the first in the order wins and not the last to come.
        ready.forEach(this::enqueue);
      }
      List<LiveSpecialist> freed = new ArrayList<>(state.freed());
      state.freed().clear();
      freed.forEach(specialist -> feed(specialist, nowMicros));
      ReadyTasks order = new ReadyTasks(ready, nowMicros);
      for (LiveTask task = order.next(); task != null; task = order.next()) {
        place(task, nowMicros);
      }
    }
  }

  private void place(LiveTask task, long nowMicros) {
    if (task.state != TaskState.QUEUED || lacksCaller(task)) {
      return;
    }
    if (isKeyFull(task)) {
      enqueue(task);
      return;
    }
    List<LiveSpecialist> compared = compared(task, nowMicros);
    Judgement judgement = judging.of(task, compared.size(), nowMicros);
    List<Candidate> ranked = rank(task, compared, judgement, nowMicros);
    if (ranked.isEmpty()) {
      enqueue(task);
    } else {
      breakTie(ranked, Distribution.order(task.pool, nowMicros));
      if (task.pool.policy().assignment() == AssignmentMode.BEST_COST) {
        newcomers.take(task, ranked, judgement);
      }
      assign(task, ranked, judgement, nowMicros);
    }
  }

  /** Makes each of the equally good ones the first with the same chance. */
  private void breakTie(List<Candidate> ranked, Comparator<Candidate> order) {
    Candidate best = ranked.get(0);
    int equal = 1;
    while (equal < ranked.size() && order.compare(best, ranked.get(equal)) == 0) {
      equal++;
    }
    if (equal > 1) {
      Collections.swap(ranked, 0, state.chance().nextInt(equal));
    }
  }

  private void enqueue(LiveTask task) {
    if (task.state == TaskState.QUEUED && !lacksCaller(task)) {
      transitions.enterQueue(task);
    }
  }

  private void feed(LiveSpecialist specialist, long nowMicros) {
    while (specialist.mayTake(nowMicros) && specialist.hasRoom(nowMicros)) {
      LiveTask first = firstFor(specialist, nowMicros);
      if (first == null) {
        return;
      }
      Judgement judgement = judging.expected(first, nowMicros);
      List<Candidate> ranked = rank(first, List.of(specialist), judgement, nowMicros);
      assign(first, ranked, judgement, nowMicros);
    }
  }

  private @Nullable LiveTask firstFor(LiveSpecialist specialist, long nowMicros) {
    return specialist
        .pool()
        .waiting()
        .first(
            specialist.spec().skills(),
            signature -> canServe(specialist, signature),
            task -> !isAvoided(task, specialist, nowMicros),
            nowMicros);
  }

  private static boolean canServe(LiveSpecialist specialist, Signature signature) {
    boolean reachable = signature.delivery() == Delivery.CALLER || specialist.isReachable();
    return reachable
        && Eligibility.firstUnmetLabel(signature.labelConstraints(), specialist.spec()) == null;
  }

  /** The free specialists that are compared for a task, from a random one on. */
  List<LiveSpecialist> compared(LiveTask task, long nowMicros) {
    LivePool pool = task.pool;
    Bits among = task.delivery == Delivery.CALLER ? pool.free() : pool.reachable();
    int most = Distribution.compared(pool);
    List<LiveSpecialist> found = new ArrayList<>();
    pool.skills()
        .visit(
            task.demanded.skills(),
            among,
            state.chance().nextInt(Math.max(1, pool.indexes())),
            index -> {
              LiveSpecialist specialist = pool.at(index);
              if (specialist.hasRoom(nowMicros)
                  && meetsLabels(task, specialist)
                  && !isAvoided(task, specialist, nowMicros)) {
                // Specialists that never connect are known from here on only.
                state.learning().want(specialist.key());
                found.add(specialist);
              }
              return found.size() < most;
            });
    return found;
  }

  /** How candidates for a task are judged without a draw. */
  Judgement expected(LiveTask task, long nowMicros) {
    return judging.expected(task, nowMicros);
  }

  /** Scores specialists for a task, the best of the mode first; equal ones in the order given. */
  List<Candidate> rank(
      LiveTask task, List<LiveSpecialist> specialists, Judgement judgement, long nowMicros) {
    List<Candidate> ranked = new ArrayList<>(specialists.size());
    LearningPolicy learning = task.pool.policy().learning();
    String type = task.spec.taskType();
    Prior prior = state.book().prior(task.pool.key(), type, learning);
    Demand demand = new Demand(task.demanded, task.slackSeconds(nowMicros));
    for (LiveSpecialist specialist : specialists) {
      Estimate estimate = state.book().estimate(specialist.key(), type, prior, learning, nowMicros);
      ranked.add(
          CostScore.score(
              task.pool.policy().scoreWeights(),
              demand,
              new Offer(
                  specialist.id(),
                  specialist.spec(),
                  estimate.judged(judgement.success(specialist.id(), estimate.posterior())),
                  specialist.utilization(nowMicros),
                  specialist.slotCount().scarcity(task.demanded.skills(), nowMicros))));
    }
    Distribution.sort(ranked, task.pool, nowMicros);
    return ranked;
  }

  /**
   * Whether a specialist is to be left out for a retry. After a failure it is, as long as anybody
   * else is eligible; after it declined or did not accept it is in any case, or it would be asked
   * again at once and for ever.
   */
  boolean isAvoided(LiveTask task, LiveSpecialist specialist, long nowMicros) {
    if (!task.avoidedSpecialistId.equals(specialist.id()) || nowMicros >= task.avoidUntilMicros) {
      return false;
    }
    return isUnwilling(task, specialist) || hasOtherEligible(task, specialist);
  }

  private static boolean isUnwilling(LiveTask task, LiveSpecialist specialist) {
    for (int i = task.attempts.size() - 1; i >= 0; i--) {
      Attempt attempt = task.attempts.get(i);
      if (attempt.specialistId().equals(specialist.id())) {
        return attempt.outcome() == AttemptOutcome.DECLINED
            || attempt.outcome() == AttemptOutcome.NOT_ACCEPTED;
      }
    }
    return false;
  }

  private boolean hasOtherEligible(LiveTask task, LiveSpecialist specialist) {
    LivePool pool = task.pool;
    boolean[] other = {false};
    pool.skills()
        .visit(
            task.demanded.skills(),
            task.delivery == Delivery.CALLER ? pool.free() : pool.present(),
            0,
            index -> {
              other[0] = index != specialist.index() && meetsLabels(task, pool.at(index));
              return !other[0];
            });
    return other[0];
  }

  private static boolean meetsLabels(LiveTask task, LiveSpecialist specialist) {
    return Eligibility.firstUnmetLabel(task.demanded.labelConstraints(), specialist.spec()) == null;
  }

  /** Whether specialists hold as many tasks of its key as they may. */
  static boolean isKeyFull(LiveTask task) {
    Share share = task.pool.shares().find(task.spec.fairnessKey());
    return share != null && share.isFull();
  }

  static boolean lacksCaller(LiveTask task) {
    return task.delivery == Delivery.CALLER && task.callerAddress == 0;
  }

  private void assign(LiveTask task, List<Candidate> ranked, Judgement judgement, long nowMicros) {
    LiveSpecialist winner = task.pool.specialists().get(ranked.get(0).specialistId());
    if (winner == null) {
      throw new IllegalStateException("the winner of " + task.id + " is not in its pool");
    }
    List<Candidate> kept = ranked.subList(0, Math.min(ranked.size(), Decision.MAX_CANDIDATES_KEPT));
    Decision decision =
        new Decision(nowMicros, winner.id(), kept, judgement, task.pool.policy().assignment());
    transitions.assign(task, winner, decision, nowMicros);
    hand(task, winner, nowMicros);
  }

  private void hand(LiveTask task, LiveSpecialist winner, long nowMicros) {
    OpenPull pull = winner.pull();
    if (task.delivery == Delivery.CALLER) {
      state
          .outbox()
          .push(
              task.pool,
              new Push.Routed(task.callerAddress, task.snapshot(), winner.view(nowMicros)));
      task.callerAddress = 0;
    } else if (winner.stream() != 0) {
      state.outbox().push(task.pool, new Push.Assigned(winner.stream(), task.snapshot()));
    } else if (pull != null) {
      pull.collected().add(task);
      state.answering().add(winner);
      task.pool.refresh(winner, nowMicros);
    } else {
      throw new IllegalStateException(winner.key() + " cannot be handed " + task.id);
    }
  }
}

package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.match.Bits;
import org.smartrouting.core.match.Eligibility;
import org.smartrouting.core.pool.AssignmentMode;
import org.smartrouting.core.queue.Share;
import org.smartrouting.core.queue.Signature;
import org.smartrouting.core.score.BatchSize;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.score.CostScore;
import org.smartrouting.core.score.Decision;
import org.smartrouting.core.score.Demand;
import org.smartrouting.core.score.Estimate;
import org.smartrouting.core.score.Judgement;
import org.smartrouting.core.score.LearningPolicy;
import org.smartrouting.core.score.Offer;
import org.smartrouting.core.score.Prior;
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

  /** A sample of which less than this part can take the task is no sample. */
  private static final int ENOUGH_OF_SAMPLE = 4;

  private final ShardState state;
  private final Transitions transitions;
  private final Judging judging;
  private final Handover handover;
  private final Newcomers newcomers;
  private final Affinities affinities;
  private final Batches batches;
  private final Preemption preemption;
  private final Prefetch prefetch;
  private boolean paused;

  Dispatcher(ShardState state, Transitions transitions) {
    this.state = state;
    this.transitions = transitions;
    this.judging = new Judging(state);
    this.handover = new Handover(state);
    this.newcomers = new Newcomers(state);
    this.affinities = new Affinities(state);
    this.batches = new Batches(state, this);
    this.preemption = new Preemption(state, transitions, this);
    this.prefetch = new Prefetch(transitions, this);
  }

  /** Hands out nothing from now on. */
  void pause() {
    paused = true;
  }

  /** Hands out what can be handed out since tasks became ready and specialists free. */
  void settle(long nowMicros) {
    if (paused) {
      state.ready().forEach(task -> enqueue(task, nowMicros));
      state.ready().clear();
      state
          .pools()
          .values()
          .forEach(pool -> pool.batch().takeAll().forEach(task -> enqueue(task, nowMicros)));
      state.ended().clear();
      state.freed().clear();
      state.pressed().clear();
      prefetch.clear();
      return;
    }
    do {
      handOut(nowMicros);
    } while (preemption.settle(nowMicros) || prefetch.settle(nowMicros));
  }

  private void handOut(long nowMicros) {
    while (!state.ready().isEmpty() || !state.freed().isEmpty() || !state.ended().isEmpty()) {
      List<LiveTask> ready = new ArrayList<>(state.ready());
      state.ready().clear();
      ready.removeIf(task -> batches.collects(task, nowMicros));
      if (ready.size() > 1 || !state.freed().isEmpty()) {
        // All compete, so that the first in the order wins and not the last to come.
        ready.forEach(task -> enqueue(task, nowMicros));
      }
      List<LiveSpecialist> freed = new ArrayList<>(state.freed());
      state.freed().clear();
      for (LiveSpecialist specialist : freed) {
        affinities.release(specialist, nowMicros);
        feed(specialist, nowMicros);
      }
      ReadyTasks order = new ReadyTasks(ready, nowMicros);
      for (LiveTask task = order.next(); task != null; task = order.next()) {
        place(task, nowMicros);
      }
      List<Batch> ended = new ArrayList<>(state.ended());
      state.ended().clear();
      ended.forEach(batch -> batches.give(batch, nowMicros));
    }
  }

  /** Gives a task that waits, or is about to, to the best of those who are free, if anybody is. */
  void place(LiveTask task, long nowMicros) {
    if (task.state != TaskState.QUEUED || lacksCaller(task)) {
      return;
    }
    transitions.reserve(task, reservation(task, nowMicros));
    if (isKeyFull(task)) {
      enqueue(task, nowMicros);
      return;
    }
    List<LiveSpecialist> compared = compared(task, nowMicros);
    Judgement judgement = judging.of(task, compared.size(), nowMicros);
    List<Candidate> ranked = rank(task, compared, judgement, nowMicros);
    if (ranked.isEmpty()) {
      enqueue(task, nowMicros);
    } else {
      Ties.breakWith(state.chance(), ranked, Distribution.order(task.pool, nowMicros));
      if (task.pool.policy().assignment() == AssignmentMode.BEST_COST) {
        newcomers.take(task, ranked, judgement);
      }
      tryShadow(task, compared, ranked, judgement, nowMicros);
      assign(task, ranked, judgement, nowMicros);
    }
  }

  /** Lets the rules that a pool tries rank what was decided; changes nothing else. */
  private void tryShadow(
      LiveTask task,
      List<LiveSpecialist> compared,
      List<Candidate> ranked,
      Judgement judgement,
      long nowMicros) {
    Shadow shadow = task.pool.shadow();
    if (shadow != null && ranked.size() > 1) {
      Ranking rules = Ranking.of(shadow.policy(), task.pool.policy());
      Judgement other = judging.instead(rules.learning(), task, judgement, nowMicros);
      List<Candidate> instead = rank(task, compared, rules, other, nowMicros);
      Comparator<Candidate> order = Distribution.order(task.pool, rules.assignment(), nowMicros);
      shadow.count(ranked, instead, Ties.atTop(instead, order));
    }
  }

  /** Lets a task wait in the queue of its kind. */
  void enqueue(LiveTask task, long nowMicros) {
    if (task.state == TaskState.QUEUED && !lacksCaller(task)) {
      transitions.reserve(task, reservation(task, nowMicros));
      transitions.enterQueue(task);
      preemption.waits(task);
      prefetch.waits(task);
    }
  }

  private void feed(LiveSpecialist specialist, long nowMicros) {
    preemption.feed(specialist, nowMicros);
    prefetch.feed(specialist, nowMicros);
    while (specialist.mayTake(nowMicros) && specialist.hasRoom(nowMicros)) {
      LiveTask first = firstFor(specialist, nowMicros);
      if (first == null) {
        return;
      }
      give(first, specialist, nowMicros);
    }
  }

  /** Gives a task to a specialist that can have it, without asking who else could. */
  void give(LiveTask task, LiveSpecialist specialist, long nowMicros) {
    Judgement judgement = judging.expected(task, nowMicros);
    assign(task, rank(task, List.of(specialist), judgement, nowMicros), judgement, nowMicros);
  }

  private @Nullable LiveTask firstFor(LiveSpecialist specialist, long nowMicros) {
    return specialist
        .pool()
        .waiting()
        .first(
            specialist.id(),
            specialist.spec().skills(),
            signature -> canServe(specialist, signature),
            task -> !Avoidance.holds(task, specialist, nowMicros),
            nowMicros);
  }

  /** Whether a specialist could be handed tasks of a kind, whatever they need. */
  static boolean canServe(LiveSpecialist specialist, Signature signature) {
    boolean reachable = signature.delivery() == Delivery.CALLER || specialist.isReachable();
    return reachable
        && Eligibility.firstUnmetLabel(signature.labelConstraints(), specialist.spec()) == null;
  }

  /**
   * The free specialists that are compared for a task: all if they are few, else some, where cost
   * decides drawn by what they could do at once, otherwise from a random one on.
   */
  List<LiveSpecialist> compared(LiveTask task, long nowMicros) {
    LiveSpecialist wanted = task.pool.specialists().get(affinities.wanted(task, nowMicros));
    boolean isFree = wanted != null && isFreeFor(task, wanted, nowMicros);
    List<LiveSpecialist> found =
        task.reservation.isPresent() ? new ArrayList<>() : sample(task, nowMicros);
    if (wanted != null && isFree) {
      found.remove(wanted);
      found.add(0, wanted);
    }
    // Specialists that never connect are known from here on only.
    found.forEach(specialist -> state.learning().want(specialist.key()));
    return found;
  }

  private List<LiveSpecialist> sample(LiveTask task, long nowMicros) {
    int most = Distribution.compared(task.pool);
    List<LiveSpecialist> found = new ArrayList<>();
    boolean byCapacity =
        task.pool.policy().assignment() == AssignmentMode.BEST_COST && task.pool.indexes() > most;
    if (byCapacity) {
      for (int index : Sampling.of(task, most, state.chance())) {
        LiveSpecialist specialist = task.pool.at(index);
        if (canTakeNow(task, specialist, nowMicros)) {
          found.add(specialist);
        }
      }
    }
    if (found.size() < most / ENOUGH_OF_SAMPLE) {
      // Few are free, or most of the sample cannot take it for what no bitset knows.
      found.clear();
      visitFree(
          task,
          state.chance().nextInt(Math.max(1, task.pool.indexes())),
          nowMicros,
          specialist -> {
            found.add(specialist);
            return found.size() < most;
          });
    }
    return found;
  }

  /** Whether a waiting task can be given to a specialist now. */
  boolean canHave(LiveTask task, LiveSpecialist specialist, long nowMicros) {
    Reservation kept = reservation(task, nowMicros);
    return (!kept.isPresent() || kept.specialistId().equals(specialist.id()))
        && !lacksCaller(task)
        && !isKeyFull(task)
        && isFreeFor(task, specialist, nowMicros);
  }

  private boolean isFreeFor(LiveTask task, LiveSpecialist specialist, long nowMicros) {
    return freeFor(task).get(specialist.index())
        && Eligibility.meetsSkills(task.demanded.skills(), specialist.spec().skills())
        && canTakeNow(task, specialist, nowMicros);
  }

  private static Bits freeFor(LiveTask task) {
    return task.delivery == Delivery.CALLER ? task.pool.free() : task.pool.reachable();
  }

  private boolean canTakeNow(LiveTask task, LiveSpecialist specialist, long nowMicros) {
    return specialist.hasRoom(nowMicros)
        && meetsLabels(task, specialist)
        && !Avoidance.holds(task, specialist, nowMicros);
  }

  /** Whether anybody is free who could take a task. */
  boolean hasSomebody(LiveTask task, long nowMicros) {
    boolean[] found = {false};
    visitFree(
        task,
        0,
        nowMicros,
        specialist -> {
          found[0] = true;
          return false;
        });
    return found[0];
  }

  /** Visits those who are free and could take a task, from a number on, until told to stop. */
  void visitFree(LiveTask task, int start, long nowMicros, Predicate<LiveSpecialist> visitor) {
    LivePool pool = task.pool;
    pool.skills()
        .visit(
            task.demanded.skills(),
            freeFor(task),
            start,
            index -> {
              LiveSpecialist specialist = pool.at(index);
              return !canTakeNow(task, specialist, nowMicros) || visitor.test(specialist);
            });
  }

  /** How candidates for a task are judged. */
  Judgement judgement(LiveTask task, int candidates, long nowMicros) {
    return judging.of(task, candidates, nowMicros);
  }

  /** For whom alone a task is now. */
  Reservation reservation(LiveTask task, long nowMicros) {
    return task.spec.affinity().isPresent()
        ? affinities.reservation(task, who -> Avoidance.holds(task, who, nowMicros), nowMicros)
        : Reservation.NONE;
  }

  /** How candidates for a task are judged without a draw. */
  Judgement expected(LiveTask task, long nowMicros) {
    return judging.expected(task, nowMicros);
  }

  /** Scores specialists for a task, the best of the mode first; equal ones in the order given. */
  List<Candidate> rank(
      LiveTask task, List<LiveSpecialist> specialists, Judgement judgement, long nowMicros) {
    return rank(task, specialists, Ranking.of(task.pool.policy()), judgement, nowMicros);
  }

  private List<Candidate> rank(
      LiveTask task,
      List<LiveSpecialist> specialists,
      Ranking rules,
      Judgement judgement,
      long nowMicros) {
    List<Candidate> ranked = new ArrayList<>(specialists.size());
    LearningPolicy learning = rules.learning();
    String type = task.spec.taskType();
    Prior prior = state.book().prior(task.pool.key(), type, learning);
    boolean wantsSomebody = task.spec.affinity().isPresent();
    Demand demand = new Demand(task.demanded, task.slackSeconds(nowMicros), wantsSomebody);
    String wanted = affinities.wanted(task, nowMicros);
    for (LiveSpecialist specialist : specialists) {
      Estimate estimate = state.book().estimate(specialist.key(), type, prior, learning, nowMicros);
      ranked.add(
          CostScore.score(
              rules.weights(),
              demand,
              new Offer(
                  specialist.id(),
                  specialist.spec(),
                  estimate.judged(judgement.success(specialist.id(), estimate.posterior())),
                  specialist.utilization(nowMicros),
                  specialist.slotCount().scarcity(task.demanded.skills(), nowMicros),
                  specialist.id().equals(wanted) ? 1 : 0)));
    }
    Distribution.sort(ranked, task.pool, rules.assignment(), nowMicros);
    return ranked;
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

  /** Gives a task to the first, who was matched with it and not just ranked. */
  void assignInBatch(
      LiveTask task, List<Candidate> ranked, Judgement judgement, BatchSize batch, long nowMicros) {
    List<LiveSpecialist> compared = new ArrayList<>();
    for (Candidate candidate : ranked) {
      compared.add(Objects.requireNonNull(task.pool.specialists().get(candidate.specialistId())));
    }
    tryShadow(task, compared, ranked, judgement, nowMicros);
    assign(task, ranked, judgement, batch, nowMicros);
  }

  private void assign(LiveTask task, List<Candidate> ranked, Judgement judgement, long nowMicros) {
    assign(task, ranked, judgement, null, nowMicros);
  }

  private void assign(
      LiveTask task,
      List<Candidate> ranked,
      Judgement judgement,
      @Nullable BatchSize batch,
      long nowMicros) {
    LiveSpecialist winner = task.pool.specialists().get(ranked.get(0).specialistId());
    if (winner == null) {
      throw new IllegalStateException("the winner of " + task.id + " is not in its pool");
    }
    List<Candidate> kept = ranked.subList(0, Math.min(ranked.size(), Decision.MAX_CANDIDATES_KEPT));
    Decision decision =
        new Decision(
            nowMicros, winner.id(), kept, judgement, task.pool.policy().assignment(), batch);
    transitions.assign(task, winner, decision, nowMicros);
    handover.hand(task, winner, nowMicros);
  }
}

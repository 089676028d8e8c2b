package org.smartrouting.core.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.pool.AssignmentMode;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.score.BatchSize;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.score.Decision;
import org.smartrouting.core.score.Judgement;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;

/**
 * Commands that ask for a decision or about one.
 *
 * @param <R> the answer when it is done
 */
public sealed interface RouteCommand<R> extends Command<R> {
  /** Why a specialist cannot take a task; it counts under the first that holds. */
  enum Rejection {
    /** It lacks a skill or has it at too low a level. */
    SKILL,
    /** Its labels do not satisfy a constraint. */
    LABEL,
    /** It gets no new work. */
    DRAINING,
    /** It kept failing and gets no new work for now. */
    EJECTED,
    /** It has stopped to report its load, and was not heard otherwise. */
    SILENT,
    /** It is not there to take work. */
    NOT_CONNECTED,
    /** The utilisation that it reported is too high. */
    OVERLOADED,
    /** It has no free slot. */
    NO_FREE_SLOT,
    /** It failed the last attempt, and others are eligible. */
    RETRY_ELSEWHERE
  }

  /**
   * Specialists that cannot take a task for the same reason.
   *
   * @param reason the reason
   * @param count how many
   * @param examples ids of some of them
   * @param detail what exactly was missing, for people
   */
  record Rejected(Rejection reason, int count, List<String> examples, String detail) {
    /** Copies the list. */
    public Rejected {
      examples = List.copyOf(examples);
    }
  }

  /**
   * Answer to the question who does a task and why.
   *
   * @param summary the answer in one sentence
   * @param task the task; null for a dry run
   * @param decidedMicros when the decision was or would be taken
   * @param specialistId the winner; empty for nobody
   * @param candidates who was compared, best first
   * @param rejected who was not, and why; empty for a stored decision
   * @param stored whether the decision was stored with the task
   * @param tasksAhead tasks with the same requirement that are served before a waiting one; an
   *     estimate when several fairness keys wait
   * @param step the step of its requirement that holds while it waits
   * @param judgement how the success of the candidates was judged
   * @param mode by which mode the candidates are ordered
   * @param expected how long it will wait, or would; {@link WaitEstimate#NONE} when it does not
   *     wait
   */
  record Explanation(
      String summary,
      @Nullable Task task,
      long decidedMicros,
      String specialistId,
      List<Candidate> candidates,
      List<Rejected> rejected,
      boolean stored,
      long tasksAhead,
      StepInForce step,
      Judgement judgement,
      AssignmentMode mode,
      WaitEstimate expected) {
    /** Copies the lists. */
    public Explanation {
      candidates = List.copyOf(candidates);
      rejected = List.copyOf(rejected);
    }

    /** What the stored decision was matched together with; null for nothing. */
    public @Nullable BatchSize batch() {
      Decision decision = task == null ? null : task.status().decision();
      return stored && decision != null ? decision.batch() : null;
    }
  }

  /**
   * Counts of one priority.
   *
   * @param pending tasks that wait for dependencies, a time or a retry
   * @param queued tasks that wait for a specialist
   * @param inFlight tasks that a specialist holds
   * @param blocked tasks that are blocked
   * @param oldestQueuedMicros when the oldest queued task was first queued; 0 when none waits
   */
  record PriorityCounts(
      long pending, long queued, long inFlight, long blocked, long oldestQueuedMicros) {}

  /**
   * Counts of a fairness key that has waiting tasks.
   *
   * @param fairnessKey the key; can be empty
   * @param queued its tasks that wait for a specialist
   * @param weight its weight
   * @param sharePercent its weight in percent of those of all keys with waiting tasks
   */
  record KeyCounts(String fairnessKey, long queued, double weight, double sharePercent) {}

  /**
   * Counts of a pool.
   *
   * @param byPriority one entry for each priority
   * @param connected specialists that are connected and not draining
   * @param slots their slots
   * @param freeSlots those that no assignment takes
   * @param nowMicros the moment of the counts
   * @param largestKeys the fairness keys with most waiting tasks, the most first
   * @param waitingKeys number of all fairness keys with waiting tasks
   * @param expectedWaits seconds that a task of each priority is expected to wait that comes now,
   *     could be done by every specialist, and shares with nobody; without the priorities of which
   *     nothing can be told
   * @param shadow what came of the rules that it tries; null when it tries none
   */
  record QueueCounts(
      Map<Priority, PriorityCounts> byPriority,
      int connected,
      long slots,
      long freeSlots,
      long nowMicros,
      List<KeyCounts> largestKeys,
      int waitingKeys,
      Map<Priority, Double> expectedWaits,
      @Nullable ShadowCounts shadow) {
    /** Copies the collections. */
    public QueueCounts {
      expectedWaits = Map.copyOf(expectedWaits);
      largestKeys = List.copyOf(largestKeys);
      byPriority = Map.copyOf(byPriority);
    }
  }

  /**
   * Makes a task for a caller that runs the specialist itself, and waits for the choice, which
   * comes as {@link Push.Routed} or {@link Push.Closed} to the address. The answer is whether the
   * task was made before.
   *
   * @param request who asks
   * @param spec what is asked for
   * @param address address of the call
   * @param untilMicros how long to wait, microseconds since the epoch
   */
  record Route(TaskCommand.Request request, TaskSpec spec, long address, long untilMicros)
      implements RouteCommand<Boolean> {
    @Override
    public Outcome<Boolean> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.routes().route(this, stored, nowMicros);
    }
  }

  /**
   * Tells that a call that waits for a choice has ended. The answer is whether it still waited.
   *
   * @param task its task
   * @param address address of the call
   */
  record AbandonRoute(TaskId task, long address) implements RouteCommand<Boolean> {
    @Override
    public Outcome<Boolean> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.routes().abandon(this, nowMicros);
    }
  }

  /**
   * Explains what became of a task.
   *
   * @param tenant who asks
   * @param id which task
   * @param maxCandidates most candidates to return
   */
  record Explain(String tenant, TaskId id, int maxCandidates) implements RouteCommand<Explanation> {
    @Override
    public Outcome<Explanation> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.explanations().explain(this, stored, nowMicros);
    }
  }

  /**
   * Explains what would become of a task.
   *
   * @param pool its pool
   * @param spec what would be asked for
   * @param maxCandidates most candidates to return
   */
  record DryRun(PoolKey pool, TaskSpec spec, int maxCandidates)
      implements RouteCommand<Explanation> {
    @Override
    public Outcome<Explanation> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.explanations().dryRun(this, nowMicros);
    }
  }

  /**
   * Counts what waits and runs.
   *
   * @param pool which pool
   */
  record Count(PoolKey pool) implements RouteCommand<QueueCounts> {
    @Override
    public Outcome<QueueCounts> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.explanations().count(this, nowMicros);
    }
  }
}

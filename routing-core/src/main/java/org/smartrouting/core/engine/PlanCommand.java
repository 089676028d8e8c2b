package org.smartrouting.core.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.orchestration.Artifact;
import org.smartrouting.core.orchestration.ChildCounts;
import org.smartrouting.core.orchestration.CriterionResult;
import org.smartrouting.core.orchestration.NewArtifact;
import org.smartrouting.core.orchestration.PlanSpec;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;

/**
 * Commands about the tasks of sessions.
 *
 * @param <R> the answer when it is done
 */
public sealed interface PlanCommand<R> extends Command<R> {
  /** What follows a completion. */
  enum NextAction {
    /** The caller goes on. */
    CONTINUE,
    /** It has to be done again. */
    NEEDS_REVISION,
    /** The caller cannot go on. */
    BLOCKED,
    /** It is done. */
    COMPLETE
  }

  /**
   * A task to be planned.
   *
   * @param id its identity
   * @param spec what is asked for; dependencies can be tasks of the same call
   * @param plan what is planned; its number is given later
   */
  record NewTask(TaskId id, TaskSpec spec, PlanSpec plan) {}

  /**
   * What was planned.
   *
   * @param tasks the tasks, as they are now
   * @param repeated whether an earlier call made them
   */
  record Planned(List<Task> tasks, boolean repeated) {
    /** Copies the list. */
    public Planned {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * Plans tasks, all of them or none.
   *
   * @param tenant who asks
   * @param session their session
   * @param fingerprint digest of the request, {@link RequestFingerprint#NONE} without request id
   * @param tasks the tasks, parents before their parts
   */
  record Plan(String tenant, SessionId session, RequestFingerprint fingerprint, List<NewTask> tasks)
      implements PlanCommand<Planned> {
    /** Copies the list. */
    public Plan {
      tasks = List.copyOf(tasks);
    }

    @Override
    public Outcome<Planned> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.orchestration().plans().plan(this, stored, nowMicros);
    }
  }

  /**
   * Reads a planned task.
   *
   * @param tenant who asks
   * @param id which task
   */
  record Get(String tenant, TaskId id) implements PlanCommand<Task> {
    @Override
    public Outcome<Task> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.orchestration().planned().get(tenant, id, stored);
    }
  }

  /**
   * Changes an unfinished planned task.
   *
   * @param tenant who asks
   * @param id which task
   * @param change what to change
   * @param expectedVersion version that the change is based on; 0 for any
   */
  record Update(String tenant, TaskId id, PlanChange change, long expectedVersion)
      implements PlanCommand<Task> {
    @Override
    public Outcome<Task> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.orchestration().changes().update(this, stored, nowMicros);
    }
  }

  /**
   * Begins a task for a caller that does the work itself; the choice comes as {@link Push.Routed}
   * or {@link Push.Closed} to the address. The answer is whether it had begun before.
   *
   * @param tenant who asks
   * @param id which task
   * @param request digest of the request, {@link RequestFingerprint#NONE} without request id
   * @param token token of the assignment that the caller has already; null for none
   * @param leaseMicros how long it holds the task without renewing
   * @param address address of the call
   * @param untilMicros how long to wait for a free slot, microseconds since the epoch
   */
  record Execute(
      String tenant,
      TaskId id,
      RequestFingerprint request,
      @Nullable AssignmentToken token,
      long leaseMicros,
      long address,
      long untilMicros)
      implements PlanCommand<Boolean> {
    @Override
    public Outcome<Boolean> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.orchestration().executions().execute(this, stored, nowMicros);
    }
  }

  /**
   * Begins a task for whoever of the connected specialists suits it best.
   *
   * @param tenant who asks
   * @param id which task
   * @param request digest of the request, {@link RequestFingerprint#NONE} without request id
   */
  record Dispatch(String tenant, TaskId id, RequestFingerprint request)
      implements PlanCommand<Task> {
    @Override
    public Outcome<Task> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.orchestration().executions().dispatch(this, stored, nowMicros);
    }
  }

  /**
   * What a completion says.
   *
   * @param next what follows
   * @param summary what came of it
   * @param results which criteria are fulfilled
   * @param filePaths files that were made or changed
   * @param artifacts what to store
   * @param quality how good it is, 0..1; null to tell by criteria and revisions
   * @param digest digest of all that
   */
  record Completion(
      NextAction next,
      String summary,
      List<CriterionResult> results,
      List<String> filePaths,
      List<NewArtifact> artifacts,
      @Nullable Double quality,
      RequestFingerprint digest) {
    /** Copies the lists. */
    public Completion {
      results = List.copyOf(results);
      filePaths = List.copyOf(filePaths);
      artifacts = List.copyOf(artifacts);
    }
  }

  /**
   * What came of a completion.
   *
   * @param task the task after it
   * @param stored what was stored
   * @param parentParts the parts of its parent; null without a parent
   * @param unblocked tasks that waited for it and could be begun now
   * @param next the task that had better be begun next; null for none
   * @param repeated whether an earlier call had said the same
   */
  record Completed(
      Task task,
      List<Artifact> stored,
      @Nullable ChildCounts parentParts,
      List<TaskId> unblocked,
      @Nullable TaskId next,
      boolean repeated) {
    /** Copies the lists. */
    public Completed {
      stored = List.copyOf(stored);
      unblocked = List.copyOf(unblocked);
    }
  }

  /**
   * Records what came of a task.
   *
   * @param tenant who asks
   * @param id which task
   * @param token token of the assignment; null for a task with parts that nobody holds
   * @param completion what is said
   */
  record Complete(String tenant, TaskId id, @Nullable AssignmentToken token, Completion completion)
      implements PlanCommand<Completed> {
    @Override
    public Outcome<Completed> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.orchestration().completions().complete(this, stored, nowMicros);
    }
  }

  /**
   * What came of a cancellation.
   *
   * @param task the task after it
   * @param previous where it was before
   * @param parts its parts that were cancelled with it
   * @param dependents what waited for one of these and was changed by it
   */
  record Cancelled(Task task, PlanStatus previous, List<TaskId> parts, List<Task> dependents) {
    /** Copies the lists. */
    public Cancelled {
      parts = List.copyOf(parts);
      dependents = List.copyOf(dependents);
    }
  }

  /**
   * Cancels a planned task that is not finished.
   *
   * @param tenant who asks
   * @param id which task
   * @param reason why; can be empty
   * @param keepsWork whether what it has stored is kept
   * @param withParts whether its unfinished parts are cancelled, too
   */
  record Cancel(String tenant, TaskId id, String reason, boolean keepsWork, boolean withParts)
      implements PlanCommand<Cancelled> {
    @Override
    public Outcome<Cancelled> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.orchestration().removals().cancel(this, stored, nowMicros);
    }
  }

  /**
   * Puts a finished task away, or removes it. The answer is which unfinished tasks need it.
   *
   * @param tenant who asks
   * @param id which task
   * @param archive whether to keep it
   * @param force whether to remove it though unfinished tasks need it
   */
  record Delete(String tenant, TaskId id, boolean archive, boolean force)
      implements PlanCommand<List<TaskId>> {
    @Override
    public Outcome<List<TaskId>> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.orchestration().removals().delete(this, stored);
    }
  }
}

package org.smartrouting.core.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.TaskCommand.Request;
import org.smartrouting.core.engine.TaskCommand.Submitted;
import org.smartrouting.core.pool.Durability;
import org.smartrouting.core.queue.Share;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;

/** Lets tasks in: repeats are recognised, limits kept, dependencies resolved. */
final class Submissions {
  private final ShardState state;
  private final Transitions transitions;
  private final Dependencies dependencies;
  private final Feasibility feasibility;

  Submissions(
      ShardState state,
      Transitions transitions,
      Dependencies dependencies,
      Feasibility feasibility) {
    this.state = state;
    this.transitions = transitions;
    this.dependencies = dependencies;
    this.feasibility = feasibility;
  }

  Outcome<Submitted> submit(TaskCommand.Submit command, Stored stored, long nowMicros) {
    Outcome<Submitted> early = known(command.request(), stored);
    if (early != null) {
      return early;
    }
    Dependencies.Resolution resolved =
        dependencies.resolve(command.request(), command.spec().dependencies(), stored);
    Set<TaskId> missing = new LinkedHashSet<>(resolved.unread());
    if (isUnread(command.request(), stored)) {
      missing.add(command.request().id());
    }
    if (!missing.isEmpty()) {
      return new Outcome.NeedsStored<>(missing);
    }
    if (resolved.refusal() != null) {
      return new Outcome.Refused<>(resolved.refusal());
    }
    LivePool pool = state.pool(command.request().pool());
    if (pool == null) {
      return new Outcome.Refused<>(Refusals.noPool(command.request().pool()));
    }
    Refusal full = room(pool, command.spec());
    if (full != null) {
      return new Outcome.Refused<>(full);
    }
    LiveTask task = create(command.request(), pool, command.spec(), Delivery.SPECIALIST, nowMicros);
    Refusal late = tooLate(task, nowMicros);
    if (late != null) {
      return new Outcome.Refused<>(late);
    }
    resolved.attach(task);
    transitions.admit(task, resolved.failed(), nowMicros);
    return done(task, false);
  }

  Outcome<Submitted> resubmit(TaskCommand.Resubmit command, Stored stored, long nowMicros) {
    Outcome<Submitted> early = known(command.request(), stored);
    if (early != null) {
      return early;
    }
    LiveTask live = state.task(command.request().pool().tenant(), command.source());
    Set<TaskId> missing = new LinkedHashSet<>();
    if (live == null && !stored.covers(command.source())) {
      missing.add(command.source());
    }
    if (isUnread(command.request(), stored)) {
      missing.add(command.request().id());
    }
    if (!missing.isEmpty()) {
      return new Outcome.NeedsStored<>(missing);
    }
    Task source = live == null ? stored.get(command.source()) : live.snapshot();
    if (source == null || !source.pool().equals(command.request().pool())) {
      return new Outcome.Refused<>(Refusals.noTask(command.source()));
    }
    if (!source.state().isFinal()) {
      return new Outcome.Refused<>(
          Refusals.wrongState(
              source.id(), source.state(), "only a finished task is submitted again"));
    }
    TaskSpec spec =
        source.spec().withDependencies(List.of()).withDeadline(TaskSpec.NEVER).withRunAfter(0);
    // The request was looked up above, so this cannot ask again.
    return submit(new TaskCommand.Submit(command.request(), spec), stored, nowMicros);
  }

  /** The answer when the request has come before, or null when it has not as far as is known. */
  @Nullable Outcome<Submitted> known(Request request, Stored stored) {
    LiveTask live = state.tasks().get(request.id());
    Task earlier = live == null ? stored.get(request.id()) : live.snapshot();
    if (earlier == null) {
      return null;
    }
    if (!earlier.fingerprint().equals(request.fingerprint())) {
      return Outcome.refused(
          RefusalReason.REQUEST_ID_REUSED,
          "the request_id was used before with another request; it made task " + earlier.id(),
          "task_id",
          earlier.id().toString());
    }
    return new Outcome.Done<>(
        new Submitted(earlier, true),
        live == null ? Durability.COMMITTED : live.pool.policy().durability());
  }

  /** Whether the store has to be asked for an earlier task of the request. */
  static boolean isUnread(Request request, Stored stored) {
    return request.isRepeatable() && !stored.covers(request.id());
  }

  /** Why there is no room for a task, or null when there is. */
  @Nullable Refusal room(LivePool pool, TaskSpec spec) {
    return room(pool, spec, 1, spec.payload().size());
  }

  /** Why there is no room for so many tasks like one, of so many bytes; null when there is. */
  @Nullable Refusal room(LivePool pool, TaskSpec spec, int tasks, long bytes) {
    int limit = pool.policy().maxUnfinishedTasks();
    if (pool.unfinished() > limit - tasks) {
      return Refusal.of(
          RefusalReason.POOL_FULL,
          "pool " + pool.key().pool() + " has " + limit + " unfinished tasks, its greatest number",
          "pool",
          pool.key().pool(),
          "limit",
          Integer.toString(limit));
    }
    Share share = pool.shares().find(spec.fairnessKey());
    int mostWaiting = pool.policy().fairness().maxWaiting();
    if (mostWaiting > 0 && share != null && share.waiting() >= mostWaiting) {
      return Refusals.keyFull(spec.fairnessKey(), mostWaiting);
    }
    if (state.bytes() + bytes > state.config().maxTaskBytes()) {
      return Refusal.of(
          RefusalReason.MEMORY_FULL,
          "the unfinished tasks have " + state.bytes() + " bytes of payload, close to the limit",
          "limit",
          Long.toString(state.config().maxTaskBytes()));
    }
    return null;
  }

  /** Why a task is refused that would hardly be finished by its deadline; null when it is not. */
  @Nullable Refusal tooLate(LiveTask task, long nowMicros) {
    return feasibility.judge(task, nowMicros);
  }

  LiveTask create(
      Request request, LivePool pool, TaskSpec spec, Delivery delivery, long nowMicros) {
    LiveTask task =
        new LiveTask(request.id(), pool, spec, request.fingerprint(), delivery, nowMicros);
    task.notBeforeMicros = spec.runAfterMicros();
    return task;
  }

  private static Outcome<Submitted> done(LiveTask task, boolean repeated) {
    return new Outcome.Done<>(
        new Submitted(task.snapshot(), repeated), task.pool.policy().durability());
  }
}

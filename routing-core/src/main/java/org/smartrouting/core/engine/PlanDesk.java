package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.PlanCommand.NewTask;
import org.smartrouting.core.engine.PlanCommand.Planned;
import org.smartrouting.core.engine.TaskCommand.Request;
import org.smartrouting.core.engine.TaskCommand.Submitted;
import org.smartrouting.core.orchestration.PlanState;
import org.smartrouting.core.store.TaskWrite;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;

/** Plans tasks: one, or a whole tree with its dependencies, all of them or none. */
final class PlanDesk {
  /** Most tasks of a session, finished ones included. */
  static final int MAX_TASKS = 100_000;

  /** A task that is about to be planned. */
  private record Draft(
      NewTask task, LiveTask live, Dependencies.Resolution outside, List<TaskId> inside) {}

  private final ShardState state;
  private final Transitions transitions;
  private final Dependencies dependencies;
  private final Submissions submissions;

  PlanDesk(
      ShardState state,
      Transitions transitions,
      Dependencies dependencies,
      Submissions submissions) {
    this.state = state;
    this.transitions = transitions;
    this.dependencies = dependencies;
    this.submissions = submissions;
  }

  Outcome<Planned> plan(PlanCommand.Plan command, Stored stored, long nowMicros) {
    LiveSession session = state.sessions().find(command.tenant(), command.session());
    if (session == null) {
      return new Outcome.Refused<>(PlannedTasks.noSession(command.session()));
    }
    Request first =
        new Request(command.tasks().get(0).id(), session.pool().key(), command.fingerprint());
    Outcome<Submitted> earlier = submissions.known(first, stored);
    if (earlier != null) {
      return earlier.match(
          done -> again(command, stored),
          refused -> new Outcome.Refused<>(refused.refusal()),
          needs -> new Outcome.NeedsStored<>(needs.ids()));
    }
    Map<TaskId, Draft> drafts = drafts(command, session, stored, nowMicros);
    Set<TaskId> missing = new LinkedHashSet<>();
    for (Draft draft : drafts.values()) {
      missing.addAll(draft.outside.unread());
      TaskId parent = draft.task.plan().parent();
      if (parent != null && !drafts.containsKey(parent) && isUnknown(parent, stored)) {
        missing.add(parent);
      }
    }
    if (Submissions.isUnread(first, stored)) {
      missing.add(first.id());
    }
    if (!missing.isEmpty()) {
      return new Outcome.NeedsStored<>(missing);
    }
    Refusal refusal = refusal(command, session, drafts, stored);
    if (refusal != null) {
      return new Outcome.Refused<>(refusal);
    }
    admit(session, drafts, nowMicros);
    List<Task> tasks = drafts.values().stream().map(draft -> draft.live.snapshot()).toList();
    return new Outcome.Done<>(new Planned(tasks, false), session.pool().policy().durability());
  }

  private boolean isUnknown(TaskId id, Stored stored) {
    return !state.tasks().containsKey(id) && !stored.covers(id);
  }

  private Map<TaskId, Draft> drafts(
      PlanCommand.Plan command, LiveSession session, Stored stored, long nowMicros) {
    Set<TaskId> own = new LinkedHashSet<>();
    command.tasks().forEach(task -> own.add(task.id()));
    Map<TaskId, Draft> drafts = new LinkedHashMap<>();
    for (NewTask task : command.tasks()) {
      Request request = new Request(task.id(), session.pool().key(), command.fingerprint());
      List<TaskId> inside = new ArrayList<>(task.spec().dependencies());
      inside.retainAll(own);
      List<TaskId> outside = new ArrayList<>(task.spec().dependencies());
      outside.removeAll(own);
      LiveTask live =
          submissions.create(request, session.pool(), task.spec(), Delivery.SPECIALIST, nowMicros);
      Dependencies.Resolution found = dependencies.resolve(request, outside, stored);
      drafts.put(task.id(), new Draft(task, live, found, inside));
    }
    return drafts;
  }

  private @Nullable Refusal refusal(
      PlanCommand.Plan command, LiveSession session, Map<TaskId, Draft> drafts, Stored stored) {
    PlanGraph graph = new PlanGraph(state);
    for (Draft draft : drafts.values()) {
      if (draft.outside.refusal() != null) {
        return draft.outside.refusal();
      }
      TaskId parent = draft.task.plan().parent();
      if (parent != null) {
        Refusal refusal = drafts.containsKey(parent) ? null : unfit(parent, session, stored);
        if (refusal != null) {
          return refusal;
        }
        graph.add(parent, draft.task.id());
      }
      draft.inside.forEach(id -> graph.add(draft.task.id(), id));
      draft.outside.open().forEach(open -> graph.add(draft.task.id(), open.id));
    }
    List<TaskId> cycle = graph.cycle(drafts.keySet());
    return cycle == null ? room(session, command.tasks()) : Dependencies.cycle(cycle);
  }

  /** Why a task cannot get parts; null when it can. */
  private @Nullable Refusal unfit(TaskId parent, LiveSession session, Stored stored) {
    LiveTask live = state.tasks().get(parent);
    if (session.owns(parent)) {
      return null;
    }
    Task row = live == null ? stored.get(parent) : live.snapshot();
    boolean isOurs =
        row != null && row.plan() != null && row.plan().spec().session().equals(session.id());
    return isOurs && row != null
        ? Refusals.wrongState(parent, row.state(), "a finished task gets no more parts")
        : Refusals.noTask(parent);
  }

  private @Nullable Refusal room(LiveSession session, List<NewTask> tasks) {
    if (session.session().counts().total() + tasks.size() > MAX_TASKS) {
      return Refusal.of(
          RefusalReason.SESSION_FULL,
          "session " + session.id() + " would have more than " + MAX_TASKS + " tasks",
          "limit",
          Integer.toString(MAX_TASKS));
    }
    long bytes = 0;
    for (NewTask task : tasks) {
      bytes += task.spec().payload().size() + task.plan().brief().size();
    }
    return submissions.room(session.pool(), tasks.get(0).spec(), tasks.size(), bytes);
  }

  private void admit(LiveSession session, Map<TaskId, Draft> drafts, long nowMicros) {
    for (Draft draft : drafts.values()) {
      TaskId parent = draft.task.plan().parent();
      LivePlan plan =
          new LivePlan(session, draft.task.plan().numbered(session.number()), PlanState.NEW);
      transitions
          .progress()
          .planned(draft.live, plan, parent == null ? null : state.tasks().get(parent));
      transitions.admit(draft.live, "", nowMicros);
    }
    for (Draft draft : drafts.values()) {
      draft.outside.attach(draft.live);
      for (TaskId id : draft.inside) {
        Draft before = drafts.get(id);
        if (before != null) {
          draft.live.dependsOn(id);
          before.live.addDependent(draft.live);
        }
      }
    }
    for (Draft draft : drafts.values()) {
      touchParent(draft, drafts);
      if (!draft.outside.failed().isEmpty() && !draft.live.state.isFinal()) {
        transitions.goOnUnless(draft.outside.failed(), draft.live, nowMicros);
      }
    }
  }

  private void touchParent(Draft draft, Map<TaskId, Draft> drafts) {
    LiveTask parent = draft.live.plan == null ? null : draft.live.plan.parent;
    if (parent != null && !drafts.containsKey(parent.id)) {
      transitions.touch(parent, TaskWrite.Extent.STATUS);
    }
  }

  private Outcome<Planned> again(PlanCommand.Plan command, Stored stored) {
    Set<TaskId> missing = new LinkedHashSet<>();
    List<Task> tasks = new ArrayList<>();
    for (NewTask task : command.tasks()) {
      LiveTask live = state.tasks().get(task.id());
      Task known = live == null ? stored.get(task.id()) : live.snapshot();
      if (known != null) {
        tasks.add(known);
      } else if (!stored.covers(task.id())) {
        missing.add(task.id());
      }
    }
    return missing.isEmpty()
        ? Outcome.done(new Planned(tasks, true))
        : new Outcome.NeedsStored<>(missing);
  }
}

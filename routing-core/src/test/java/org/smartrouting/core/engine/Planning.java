package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.engine.PlanCommand.Completed;
import org.smartrouting.core.engine.PlanCommand.Completion;
import org.smartrouting.core.engine.PlanCommand.NewTask;
import org.smartrouting.core.engine.PlanCommand.NextAction;
import org.smartrouting.core.engine.SessionCommand.SessionView;
import org.smartrouting.core.orchestration.CompletionPolicy;
import org.smartrouting.core.orchestration.Complexity;
import org.smartrouting.core.orchestration.CriterionResult;
import org.smartrouting.core.orchestration.DependencyPolicy;
import org.smartrouting.core.orchestration.NewArtifact;
import org.smartrouting.core.orchestration.PlanSpec;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.orchestration.SpecialistType;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;

/** Plans in virtual time: one session, tasks by names. */
final class Planning {
  static final long LEASE = 900 * EngineFixture.SECOND;

  final EngineFixture engine = new EngineFixture();
  final SessionId session;
  private final Map<String, TaskId> ids = new LinkedHashMap<>();
  private long chance = 1_000;

  Planning() {
    session = open("/project").session().id();
  }

  /** A task of a call to plan. */
  record Draft(
      String name,
      @Nullable String parent,
      DependencyPolicy onFailure,
      CompletionPolicy completion,
      List<String> dependencies) {
    Draft after(String... names) {
      return new Draft(name, parent, onFailure, completion, List.of(names));
    }

    Draft in(String newParent) {
      return new Draft(name, newParent, onFailure, completion, dependencies);
    }

    Draft onFailure(DependencyPolicy policy) {
      return new Draft(name, parent, policy, completion, dependencies);
    }

    Draft auto() {
      return new Draft(name, parent, onFailure, CompletionPolicy.AUTO, dependencies);
    }
  }

  static Draft task(String name) {
    return new Draft(name, null, DependencyPolicy.BLOCK, CompletionPolicy.MANUAL, List.of());
  }

  SessionView open(String directory) {
    SessionId id = new SessionId(TaskId.random(0, ++chance, chance));
    return engine.done(new SessionCommand.Open(id, EngineFixture.POOL, directory, "", "")).view();
  }

  SessionView look() {
    return engine.done(new SessionCommand.Look(EngineFixture.TENANT, session));
  }

  /** The command to plan tasks; names are known from then on, whatever becomes of it. */
  PlanCommand.Plan command(String requestId, Draft... drafts) {
    for (Draft draft : drafts) {
      TaskId id =
          requestId.isEmpty()
              ? TaskId.random(0, ++chance, chance)
              : TaskId.ofRequest(0, EngineFixture.POOL, requestId + draft.name());
      ids.put(draft.name(), id);
    }
    List<NewTask> tasks = new ArrayList<>();
    for (Draft draft : drafts) {
      tasks.add(newTask(draft));
    }
    RequestFingerprint print =
        requestId.isEmpty() ? RequestFingerprint.NONE : new RequestFingerprint(drafts.length, 7);
    return new PlanCommand.Plan(EngineFixture.TENANT, session, print, tasks);
  }

  private NewTask newTask(Draft draft) {
    List<TaskId> dependencies = draft.dependencies().stream().map(this::id).toList();
    TaskSpec spec =
        TaskSpec.of(draft.name(), Requirement.ANYBODY)
            .withDependencies(dependencies)
            .withSession(session.toString());
    PlanSpec plan =
        new PlanSpec(
            session,
            draft.parent() == null ? null : id(draft.parent()),
            0,
            SpecialistType.GENERIC,
            Complexity.MODERATE,
            new PlanSpec.Brief("do " + draft.name(), "", 0, "", "", List.of(), ""),
            draft.onFailure(),
            draft.completion());
    return new NewTask(id(draft.name()), spec, plan);
  }

  void plan(Draft... drafts) {
    engine.done(command("", drafts));
  }

  TaskId id(String name) {
    return ids.getOrDefault(name, new TaskId(0, 77));
  }

  Task get(String name) {
    return engine.done(new PlanCommand.Get(EngineFixture.TENANT, id(name)));
  }

  PlanStatus status(String name) {
    Task task = get(name);
    boolean archived = task.plan() != null && task.plan().state().archived();
    return archived ? PlanStatus.ARCHIVED : PlanStatus.of(task.state());
  }

  /** Names of the tasks that could be begun now. */
  List<String> ready() {
    return look().readyTasks().stream().map(task -> task.spec().title()).toList();
  }

  PlanCommand.Execute execute(String name, long request) {
    RequestFingerprint print =
        request == 0 ? RequestFingerprint.NONE : new RequestFingerprint(request, request);
    long address = engine.newAddress();
    return new PlanCommand.Execute(
        EngineFixture.TENANT, id(name), print, null, LEASE, address, engine.now());
  }

  /** Begins a task by its caller and returns the token. */
  AssignmentToken begin(String name) {
    PlanCommand.Execute command = execute(name, 0);
    engine.done(command);
    Push.Routed routed = (Push.Routed) engine.lastPushTo(command.address());
    return Objects.requireNonNull(routed.task().status().lease()).token();
  }

  static Completion says(NextAction next, String summary, NewArtifact... artifacts) {
    return new Completion(
        next,
        summary,
        List.of(),
        List.of(),
        List.of(artifacts),
        null,
        new RequestFingerprint(summary.hashCode(), next.name().hashCode()));
  }

  static Completion judged(List<CriterionResult> results) {
    return new Completion(
        NextAction.COMPLETE,
        "judged",
        results,
        List.of(),
        List.of(),
        null,
        new RequestFingerprint(5, 5));
  }

  PlanCommand.Complete complete(String name, @Nullable AssignmentToken token, Completion says) {
    return new PlanCommand.Complete(EngineFixture.TENANT, id(name), token, says);
  }

  /** Begins a task and completes it. */
  Completed finish(String name) {
    AssignmentToken token = begin(name);
    return engine.done(complete(name, token, says(NextAction.COMPLETE, name + " is done")));
  }

  PlanCommand.Cancel cancel(String name, boolean withParts) {
    return new PlanCommand.Cancel(EngineFixture.TENANT, id(name), "not needed", true, withParts);
  }
}

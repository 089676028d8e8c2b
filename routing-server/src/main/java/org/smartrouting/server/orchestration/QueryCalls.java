package org.smartrouting.server.orchestration;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.smartrouting.core.engine.PlanCommand;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.RefusalReason;
import org.smartrouting.core.engine.SessionCommand;
import org.smartrouting.core.engine.SessionCommand.SessionView;
import org.smartrouting.core.orchestration.Artifact;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.orchestration.StatusCounts;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.store.PlanReader;
import org.smartrouting.core.store.PlanReader.Filter;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.orchestration.v1.FoundTask;
import org.smartrouting.orchestration.v1.GetArtifactRequest;
import org.smartrouting.orchestration.v1.GetArtifactResponse;
import org.smartrouting.orchestration.v1.GetStatusRequest;
import org.smartrouting.orchestration.v1.GetStatusResponse;
import org.smartrouting.orchestration.v1.PlannedTask;
import org.smartrouting.orchestration.v1.QueryTasksRequest;
import org.smartrouting.orchestration.v1.QueryTasksResponse;
import org.smartrouting.server.codec.ArtifactCodec;
import org.smartrouting.server.codec.CursorScope;
import org.smartrouting.server.codec.Cursors;
import org.smartrouting.server.codec.PlanCodec;
import org.smartrouting.server.codec.PlannedTaskCodec;
import org.smartrouting.server.codec.SessionCodec;
import org.smartrouting.server.codec.TimeCodec;
import org.smartrouting.server.service.Calls;

/** Finds and shows tasks of sessions and what they stored. */
final class QueryCalls {
  private static final int DEFAULT_PAGE = 100;
  private static final int LARGEST_PAGE = 500;
  private static final int MAX_CHILDREN = 100;
  private static final int MAX_SHOWN = 200;

  private static final Set<PlanStatus> FINISHED =
      EnumSet.of(PlanStatus.COMPLETED, PlanStatus.FAILED, PlanStatus.CANCELLED);

  private final OrchestrationParts parts;
  private final Calls calls;
  private final PlanReader plans;

  QueryCalls(OrchestrationParts parts) {
    this.parts = parts;
    this.calls = parts.calls();
    this.plans = parts.plans();
  }

  void query(QueryTasksRequest request, StreamObserver<QueryTasksResponse> observer) {
    SessionId session = SessionId.parse(request.getSessionId());
    CursorScope scope =
        CursorScope.of(
            "QueryTasks", request.toBuilder().clearPageToken().clearLimit().build().toString());
    String token = request.getPageToken();
    Optional<String> after = token.isEmpty() ? Optional.of("0") : Cursors.id(scope, token);
    if (after.isEmpty()) {
      Calls.fail(observer, Calls.invalidCursor("page_token"));
      return;
    }
    long from = Long.parseLong(after.get());
    look(
        session,
        observer,
        view ->
            calls.later(
                parts.blocking(),
                observer,
                () -> {
                  observer.onNext(page(request, view, scope, from));
                  observer.onCompleted();
                }));
  }

  private QueryTasksResponse page(
      QueryTasksRequest request, SessionView view, CursorScope scope, long after) {
    Filter filter = filter(request, view.session().id());
    int size = request.getLimit() == 0 ? DEFAULT_PAGE : Math.min(request.getLimit(), LARGEST_PAGE);
    List<Task> found = plans.list(filter, after, size + 1);
    List<Task> page = found.subList(0, Math.min(size, found.size()));
    QueryTasksResponse.Builder response =
        QueryTasksResponse.newBuilder().setTotalCount(total(filter, view));
    for (Task task : page) {
      FoundTask.Builder row = FoundTask.newBuilder().setTask(message(request, task));
      if (request.getIncludeChildren()) {
        Filter children = Filter.of(filter.session(), Set.of()).partsOf(task.id());
        plans
            .list(children, 0, MAX_CHILDREN)
            .forEach(child -> row.addChildren(message(request, child)));
      }
      response.addTasks(row);
    }
    if (found.size() > size) {
      long last = PlannedTaskCodec.plan(page.get(size - 1)).spec().sequence();
      response.setNextPageToken(Cursors.ofId(scope, Long.toString(last)));
    }
    return response.build();
  }

  /** What the session counts anyway need not be counted. */
  private long total(Filter filter, SessionView view) {
    Filter onlyStatuses = Filter.of(filter.session(), filter.statuses());
    if (!filter.equals(onlyStatuses)) {
      return plans.count(filter);
    }
    StatusCounts counts = view.session().counts();
    return filter.statuses().stream().mapToLong(counts::of).sum();
  }

  private static PlannedTask message(QueryTasksRequest request, Task task) {
    PlannedTask message = PlannedTaskCodec.toMessage(task);
    return request.getIncludeArtifacts() ? message : message.toBuilder().clearArtifacts().build();
  }

  private static Filter filter(QueryTasksRequest request, SessionId session) {
    Set<PlanStatus> statuses =
        request.getStatusCount() == 0
            ? EnumSet.complementOf(EnumSet.of(PlanStatus.ARCHIVED))
            : request.getStatusList().stream().map(PlanCodec::status).collect(Collectors.toSet());
    return new Filter(
        session,
        statuses,
        request.getTaskTypeList().stream().map(PlanCodec::taskType).collect(Collectors.toSet()),
        request.getSpecialistTypeList().stream().map(PlanCodec::role).collect(Collectors.toSet()),
        request.getComplexityList().stream().map(PlanCodec::complexity).collect(Collectors.toSet()),
        request.getParentTaskId().isEmpty() ? null : TaskId.parse(request.getParentTaskId()),
        request.getSearchText(),
        request.hasCreatedAfter() ? TimeCodec.micros(request.getCreatedAfter()) : 0,
        request.hasCreatedBefore() ? TimeCodec.micros(request.getCreatedBefore()) : Long.MAX_VALUE);
  }

  void status(GetStatusRequest request, StreamObserver<GetStatusResponse> observer) {
    SessionId session = SessionId.parse(request.getSessionId());
    look(
        session,
        observer,
        view -> {
          if (request.getTaskId().isEmpty()) {
            calls.later(parts.blocking(), observer, () -> show(request, view, observer));
          } else {
            TaskId id = TaskId.parse(request.getTaskId());
            calls.ask(
                id,
                Lane.WORK,
                new PlanCommand.Get(calls.tenant(), id),
                observer,
                task ->
                    calls.later(
                        parts.blocking(), observer, () -> show(request, view, task, observer)));
          }
        });
  }

  private void show(
      GetStatusRequest request, SessionView view, StreamObserver<GetStatusResponse> observer) {
    List<Task> tasks = new ArrayList<>(view.open());
    if (request.getIncludeCompleted() && tasks.size() < MAX_SHOWN) {
      Filter finished = Filter.of(view.session().id(), FINISHED);
      tasks.addAll(plans.list(finished, 0, MAX_SHOWN - tasks.size()));
    }
    StatusCounts counts = view.session().counts();
    respond(view, counts, view.ready(), tasks, observer);
  }

  private void show(
      GetStatusRequest request,
      SessionView view,
      Task task,
      StreamObserver<GetStatusResponse> observer) {
    SessionId session = view.session().id();
    if (!PlannedTaskCodec.plan(task).spec().session().equals(session)) {
      Calls.fail(observer, Calls.status(Calls.noTask(task.id())));
      return;
    }
    List<Task> tasks = new ArrayList<>(List.of(task));
    tasks.addAll(plans.list(Filter.of(session, Set.of()).partsOf(task.id()), 0, MAX_SHOWN));
    StatusCounts counts = StatusCounts.NONE;
    long ready = 0;
    for (Task each : tasks) {
      counts = counts.plus(PlannedTaskCodec.planStatus(each), 1);
      ready += PlannedTaskCodec.toMessage(each).getReady() ? 1 : 0;
    }
    List<Task> shown = new ArrayList<>(tasks);
    shown.removeIf(each -> each.state().isFinal() && !request.getIncludeCompleted());
    shown.sort(Comparator.comparing(each -> each.state().isFinal()));
    respond(view, counts, ready, shown, observer);
  }

  private void respond(
      SessionView view,
      StatusCounts counts,
      long ready,
      List<Task> tasks,
      StreamObserver<GetStatusResponse> observer) {
    GetStatusResponse.Builder response =
        GetStatusResponse.newBuilder()
            .setSession(SessionCodec.toMessage(view, calls.nowMicros()))
            .setCounts(SessionCodec.counts(counts, ready))
            .setProgress(SessionCodec.progress(counts))
            .addAllTasks(SessionCalls.messages(tasks));
    view.roles().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> response.addRoleLoads(SessionCodec.load(each.getKey(), each.getValue())));
    observer.onNext(response.build());
    observer.onCompleted();
  }

  void artifact(GetArtifactRequest request, StreamObserver<GetArtifactResponse> observer) {
    TaskId id = TaskId.parse(request.getTaskId());
    calls.ask(
        id,
        Lane.WORK,
        new PlanCommand.Get(calls.tenant(), id),
        observer,
        task -> calls.later(parts.blocking(), observer, () -> artifact(request, task, observer)));
  }

  private void artifact(
      GetArtifactRequest request, Task task, StreamObserver<GetArtifactResponse> observer) {
    Optional<Artifact> artifact =
        PlannedTaskCodec.plan(task).state().artifacts().stream()
            .filter(each -> each.name().equals(request.getName()))
            .filter(each -> request.getVersion() == 0 || each.version() == request.getVersion())
            .max(Comparator.comparingInt(Artifact::version));
    Bytes content =
        artifact.map(each -> plans.artifact(task.id(), each.name(), each.version())).orElse(null);
    if (artifact.isEmpty() || content == null) {
      Calls.fail(
          observer,
          Calls.status(
              Refusal.of(
                  RefusalReason.ARTIFACT_NOT_FOUND,
                  "task " + task.id() + " has no such artifact " + request.getName(),
                  "task_id",
                  task.id().toString(),
                  "name",
                  request.getName())));
      return;
    }
    observer.onNext(
        GetArtifactResponse.newBuilder()
            .setArtifact(ArtifactCodec.toMessage(task.id(), artifact.get()))
            .setContent(ByteString.copyFrom(content.array()))
            .build());
    observer.onCompleted();
  }

  private void look(SessionId session, StreamObserver<?> observer, Consumer<SessionView> next) {
    calls.ask(
        session.bits(),
        Lane.WORK,
        new SessionCommand.Look(calls.tenant(), session),
        observer,
        next);
  }
}

package org.smartrouting.server.orchestration;

import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.smartrouting.core.engine.SessionCommand;
import org.smartrouting.core.engine.SessionCommand.Opened;
import org.smartrouting.core.engine.SessionCommand.SessionView;
import org.smartrouting.core.engine.SpecialistCommand;
import org.smartrouting.core.orchestration.Session;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.task.Task;
import org.smartrouting.orchestration.v1.GetSessionStatusRequest;
import org.smartrouting.orchestration.v1.GetSessionStatusResponse;
import org.smartrouting.orchestration.v1.InitializeSessionRequest;
import org.smartrouting.orchestration.v1.InitializeSessionResponse;
import org.smartrouting.orchestration.v1.ListSessionsRequest;
import org.smartrouting.orchestration.v1.ListSessionsResponse;
import org.smartrouting.orchestration.v1.PlannedTask;
import org.smartrouting.orchestration.v1.ResumeSessionRequest;
import org.smartrouting.orchestration.v1.ResumeSessionResponse;
import org.smartrouting.orchestration.v1.SessionStatus;
import org.smartrouting.server.codec.CursorScope;
import org.smartrouting.server.codec.Cursors;
import org.smartrouting.server.codec.PlannedTaskCodec;
import org.smartrouting.server.codec.SessionCodec;
import org.smartrouting.server.service.Calls;

/** Opens, resumes and shows sessions. */
final class SessionCalls {
  private static final int DEFAULT_PAGE = 10;
  private static final int LARGEST_PAGE = 100;

  private final Calls calls;
  private final Personas personas;

  SessionCalls(Calls calls, Personas personas) {
    this.calls = calls;
    this.personas = personas;
  }

  void initialize(
      InitializeSessionRequest request, StreamObserver<InitializeSessionResponse> observer) {
    PoolKey pool = calls.pool(request.getPool());
    SessionCommand.Open command =
        new SessionCommand.Open(
            new SessionId(calls.newTaskId(pool, "")),
            pool,
            request.getWorkingDirectory(),
            request.getClientKey(),
            request.getFocusArea());
    calls.ask(
        pool,
        command,
        observer,
        opened -> register(personas.missing(opened.view()), 0, opened, observer));
  }

  /** One after the other; each is answered when it is committed. */
  private void register(
      List<SpecialistCommand.Register> missing,
      int next,
      Opened opened,
      StreamObserver<InitializeSessionResponse> observer) {
    if (next < missing.size()) {
      calls.ask(
          opened.view().session().pool(),
          missing.get(next),
          observer,
          done -> register(missing, next + 1, opened, observer));
      return;
    }
    observer.onNext(
        InitializeSessionResponse.newBuilder()
            .setSession(SessionCodec.toMessage(opened.view(), calls.nowMicros()))
            .setResumed(opened.resumed())
            .addAllInterruptedTasks(messages(opened.view().interrupted()))
            .addAllReadyTasks(messages(opened.view().readyTasks()))
            .addAllRoles(personas.list())
            .addAllNextSteps(nextSteps(opened.view()))
            .build());
    observer.onCompleted();
  }

  void list(ListSessionsRequest request, StreamObserver<ListSessionsResponse> observer) {
    PoolKey pool = calls.pool(request.getPool());
    CursorScope scope =
        CursorScope.of(
            "ListSessions",
            pool.tenant(),
            pool.pool(),
            Boolean.toString(request.getIncludeCompleted()));
    String token = request.getPageToken();
    Optional<String> after = token.isEmpty() ? Optional.of("") : Cursors.id(scope, token);
    if (after.isEmpty()) {
      Calls.fail(observer, Calls.invalidCursor("page_token"));
      return;
    }
    calls.answer(
        pool,
        Lane.WORK,
        new SessionCommand.ListAll(pool),
        observer,
        sessions -> page(request, scope, after.get(), sessions));
  }

  private ListSessionsResponse page(
      ListSessionsRequest request, CursorScope scope, String after, List<Session> all) {
    long now = calls.nowMicros();
    List<Session> wanted = new ArrayList<>();
    for (Session session : all) {
      boolean isDone = SessionCodec.status(session, now) == SessionStatus.SESSION_STATUS_COMPLETED;
      if (request.getIncludeCompleted() || !isDone) {
        wanted.add(session);
      }
    }
    int size = request.getLimit() == 0 ? DEFAULT_PAGE : Math.min(request.getLimit(), LARGEST_PAGE);
    int from = 0;
    while (!after.isEmpty() && from < wanted.size() && !isAfter(wanted.get(from), after)) {
      from++;
    }
    List<Session> page = wanted.subList(from, Math.min(wanted.size(), from + size));
    ListSessionsResponse.Builder response =
        ListSessionsResponse.newBuilder().setTotalCount(wanted.size());
    page.forEach(session -> response.addSessions(SessionCodec.toMessage(session, now)));
    if (from + size < wanted.size()) {
      response.setNextPageToken(Cursors.ofId(scope, place(page.get(page.size() - 1))));
    }
    return response.build();
  }

  /** Sessions change places while somebody pages; each is where its last activity puts it. */
  private static boolean isAfter(Session session, String place) {
    return place(session).compareTo(place) < 0;
  }

  private static String place(Session session) {
    return String.format(Locale.ROOT, "%020d-%s", session.activityMicros(), session.id());
  }

  void resume(ResumeSessionRequest request, StreamObserver<ResumeSessionResponse> observer) {
    SessionId id = SessionId.parse(request.getSessionId());
    calls.answer(
        id.bits(),
        Lane.WORK,
        new SessionCommand.Look(calls.tenant(), id),
        observer,
        view ->
            ResumeSessionResponse.newBuilder()
                .setSession(SessionCodec.toMessage(view, calls.nowMicros()))
                .addAllInterruptedTasks(messages(view.interrupted()))
                .addAllReadyTasks(messages(view.readyTasks()))
                .addAllNextSteps(nextSteps(view))
                .build());
  }

  void status(GetSessionStatusRequest request, StreamObserver<GetSessionStatusResponse> observer) {
    SessionId id = SessionId.parse(request.getSessionId());
    calls.answer(
        id.bits(),
        Lane.WORK,
        new SessionCommand.Look(calls.tenant(), id),
        observer,
        view ->
            GetSessionStatusResponse.newBuilder()
                .setSession(SessionCodec.toMessage(view, calls.nowMicros()))
                .setProgress(SessionCodec.progress(view.session().counts()))
                .addAllInProgressTasks(messages(view.running()))
                .addAllBlockedTasks(messages(view.blocked()))
                .build());
  }

  static List<PlannedTask> messages(List<Task> tasks) {
    return tasks.stream().map(PlannedTaskCodec::toMessage).toList();
  }

  private static List<String> nextSteps(SessionView view) {
    List<String> steps = new ArrayList<>();
    if (!view.interrupted().isEmpty()) {
      steps.add(
          "Look at "
              + view.interrupted().size()
              + " tasks that were interrupted: renew those you hold, wait for or take over others.");
    }
    if (view.ready() > 0) {
      steps.add("Execute one of " + view.ready() + " tasks that are ready.");
    }
    if (view.session().counts().total() == 0) {
      steps.add("Plan the work: one task, or a tree of tasks with their dependencies.");
    } else if (view.session().counts().open() == 0) {
      steps.add("All tasks are finished: synthesise the results.");
    }
    return steps;
  }
}

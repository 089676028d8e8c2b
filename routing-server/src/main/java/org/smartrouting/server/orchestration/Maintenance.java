package org.smartrouting.server.orchestration;

import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.Command;
import org.smartrouting.core.engine.PlanChange;
import org.smartrouting.core.engine.PlanChange.Move;
import org.smartrouting.core.engine.PlanChange.Patch;
import org.smartrouting.core.engine.PlanCommand;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.RefusalReason;
import org.smartrouting.core.orchestration.Artifact;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.orchestration.Session;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.shard.Reply;
import org.smartrouting.core.shard.Shard;
import org.smartrouting.core.store.PlanReader.Filter;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.orchestration.v1.CoordinateMaintenanceRequest;
import org.smartrouting.orchestration.v1.CoordinateMaintenanceResponse;
import org.smartrouting.orchestration.v1.MaintenanceAction;
import org.smartrouting.orchestration.v1.SessionStatus;
import org.smartrouting.orchestration.v1.ValidationLevel;
import org.smartrouting.server.codec.PlannedTaskCodec;
import org.smartrouting.server.codec.SessionCodec;
import org.smartrouting.server.service.Calls;

/**
 * One call of maintenance, with the sessions and tasks that it is about: looks, says what it found,
 * and changes what it may, one task after the other. Begins on a thread that may block.
 */
final class Maintenance {
  private static final int PAGE = 500;

  /** What is to be changed: a command, and what is said of it once it was carried out. */
  private record Mend(Task task, Command<?> command, PlanStatus next, String reason) {}

  private final OrchestrationParts parts;
  private final CoordinateMaintenanceRequest request;
  private final StreamObserver<CoordinateMaintenanceResponse> observer;
  private final Findings findings = new Findings();
  private final List<String> performed = new ArrayList<>();
  private final StringBuilder document = new StringBuilder();
  private final Deque<Mend> mends = new ArrayDeque<>();
  private long now;

  Maintenance(
      OrchestrationParts parts,
      CoordinateMaintenanceRequest request,
      StreamObserver<CoordinateMaintenanceResponse> observer) {
    this.parts = parts;
    this.request = request;
    this.observer = observer;
  }

  /**
   * Looks at sessions; blocks on the database.
   *
   * @param sessions which ones
   * @param root only this task and its descendants; null for all
   */
  void run(List<Session> sessions, @Nullable Task root) {
    now = parts.calls().nowMicros();
    int looked = 0;
    for (Session session : sessions) {
      List<Task> all = all(session);
      List<Task> meant = root == null ? all : family(root);
      looked += meant.size();
      look(session, all, meant, root == null);
    }
    performed.add(
        "looked at "
            + looked
            + " tasks of "
            + sessions.size()
            + (sessions.size() == 1 ? " session" : " sessions"));
    mendNext();
  }

  private void look(Session session, List<Task> all, List<Task> meant, boolean whole) {
    switch (request.getAction()) {
      case MAINTENANCE_ACTION_SCAN_CLEANUP -> scan(session, meant, whole);
      case MAINTENANCE_ACTION_VALIDATE_STRUCTURE -> validate(session, all, meant, whole);
      case MAINTENANCE_ACTION_UPDATE_DOCUMENTATION ->
          document.append(WorkDocument.state(session, meant));
      case MAINTENANCE_ACTION_PREPARE_HANDOVER ->
          document.append(WorkDocument.handover(session, meant));
      default -> throw new IllegalStateException("no action " + request.getAction());
    }
  }

  private void scan(Session session, List<Task> tasks, boolean whole) {
    boolean abandoned = SessionCodec.status(session, now) == SessionStatus.SESSION_STATUS_ABANDONED;
    if (whole && abandoned) {
      findings.add("abandoned_session", 2, session, "nothing has changed for seven days");
    }
    for (Task task : tasks) {
      boolean nobodyHasIt = task.state() == TaskState.PENDING || task.state() == TaskState.BLOCKED;
      if (nobodyHasIt && Ages.isStale(task, now)) {
        long hours = (now - Ages.lastActivity(task)) / 3_600_000_000L;
        String said = "nothing has happened for " + hours + " hours";
        findings.add("stale_task", 1, task, "is stale: " + said);
        if (task.state() == TaskState.PENDING) {
          PlanChange block =
              new PlanChange(Patch.NONE, Move.BLOCK, "stale: " + said, List.of(), "", "", 0);
          mend(
              task,
              new PlanCommand.Update(
                  parts.calls().tenant(), task.id(), block, task.status().version()),
              PlanStatus.BLOCKED,
              said);
        }
      }
      if (task.state().isFinal() && isDeep() && Ages.isPast(task, now)) {
        mend(
            task,
            new PlanCommand.Delete(parts.calls().tenant(), task.id(), true, false),
            PlanStatus.ARCHIVED,
            "it is finished for long");
      }
    }
  }

  private void validate(Session session, List<Task> all, List<Task> meant, boolean whole) {
    Set<TaskId> present = new HashSet<>();
    all.forEach(task -> present.add(task.id()));
    for (Task task : meant) {
      if (isDeep() || !task.state().isFinal()) {
        findings.structure(task, present);
      }
      if (request.getValidationLevel() == ValidationLevel.VALIDATION_LEVEL_FULL_AUDIT) {
        artifacts(task);
      }
    }
    // Counts move on while one reads, so only a session that rested meanwhile tells anything.
    boolean rested = now - session.activityMicros() > 0 && session.counts().open() == 0;
    for (PlanStatus status : PlanStatus.values()) {
      long counted =
          all.stream().filter(task -> PlannedTaskCodec.planStatus(task) == status).count();
      if (whole && rested && counted != session.counts().of(status)) {
        findings.add(
            "wrong_count",
            3,
            session,
            counted + " tasks are " + status + ", not " + session.counts().of(status));
      }
    }
  }

  private void artifacts(Task task) {
    for (Artifact artifact : PlannedTaskCodec.plan(task).state().artifacts()) {
      Bytes content = parts.plans().artifact(task.id(), artifact.name(), artifact.version());
      if (content == null || content.size() != artifact.size()) {
        findings.add("missing_artifact", 3, task, "lacks the content of " + artifact.name());
      }
    }
  }

  private boolean isDeep() {
    return request.getValidationLevelValue() > ValidationLevel.VALIDATION_LEVEL_BASIC_VALUE;
  }

  private void mend(Task task, Command<?> command, PlanStatus next, String reason) {
    mends.add(new Mend(task, command, next, reason));
  }

  private void mendNext() {
    boolean dryRun = !request.hasDryRun() || request.getDryRun();
    Mend mend = mends.poll();
    while (mend != null && dryRun) {
      findings.changed(mend.task, mend.next, mend.reason);
      mend = mends.poll();
    }
    if (mend == null) {
      answer(dryRun);
    } else {
      submit(mend, mend.command);
    }
  }

  private <R> void submit(Mend mend, Command<R> command) {
    Shard shard = parts.calls().shards().of(mend.task.id());
    if (shard == null) {
      throw new IllegalStateException("no shard has " + mend.task.id());
    }
    shard.submit(
        Lane.WORK,
        command,
        new Reply<R>() {
          @Override
          public void done(R value) {
            findings.changed(mend.task, mend.next, mend.reason);
            mendNext();
          }

          @Override
          public void refused(Refusal refusal) {
            boolean changedMeanwhile =
                refusal.reason() == RefusalReason.STALE_ETAG
                    || refusal.reason() == RefusalReason.WRONG_TASK_STATE
                    || refusal.reason() == RefusalReason.TASK_NOT_FOUND;
            if (changedMeanwhile) {
              mendNext();
            } else {
              Calls.fail(observer, Calls.status(refusal));
            }
          }
        });
  }

  private void answer(boolean dryRun) {
    CoordinateMaintenanceResponse.Builder response =
        CoordinateMaintenanceResponse.newBuilder()
            .addAllOperationsPerformed(performed)
            .addAllIssuesFound(findings.issues())
            .addAllChanges(findings.changes())
            .addAllRecommendations(recommendations(dryRun))
            .setDocument(document.toString())
            .setDryRun(dryRun);
    if (!document.isEmpty()) {
      boolean handover =
          request.getAction() == MaintenanceAction.MAINTENANCE_ACTION_PREPARE_HANDOVER;
      response.setDocumentName(handover ? "HANDOVER.md" : "WORK.md");
    }
    observer.onNext(response.build());
    observer.onCompleted();
  }

  private List<String> recommendations(boolean dryRun) {
    List<String> said = new ArrayList<>();
    if (dryRun && !findings.changes().isEmpty()) {
      said.add("Call again with dry_run false to make " + findings.changes().size() + " changes.");
    }
    long broken = findings.issues().stream().filter(issue -> issue.getSeverity() == 3).count();
    if (broken > 0) {
      said.add("Look at " + broken + " issues of severity 3: something is broken.");
    }
    return said;
  }

  private List<Task> all(Session session) {
    Filter filter = Filter.of(session.id(), Set.of());
    List<Task> all = new ArrayList<>();
    long after = 0;
    while (true) {
      List<Task> page = parts.plans().list(filter, after, PAGE);
      all.addAll(page);
      if (page.size() < PAGE) {
        return all;
      }
      after = PlannedTaskCodec.plan(page.get(PAGE - 1)).spec().sequence();
    }
  }

  private List<Task> family(Task root) {
    List<Task> family = new ArrayList<>(List.of(root));
    Family.of(root, parts.plans()).members().forEach(member -> family.add(member.task()));
    return family;
  }
}

package org.smartrouting.core.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.orchestration.Artifact;
import org.smartrouting.core.orchestration.ArtifactType;
import org.smartrouting.core.orchestration.ChildCounts;
import org.smartrouting.core.orchestration.CompletionPolicy;
import org.smartrouting.core.orchestration.Complexity;
import org.smartrouting.core.orchestration.CriterionResult;
import org.smartrouting.core.orchestration.DependencyPolicy;
import org.smartrouting.core.orchestration.Plan;
import org.smartrouting.core.orchestration.PlanSpec;
import org.smartrouting.core.orchestration.PlanState;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.orchestration.Session;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.orchestration.SpecialistType;
import org.smartrouting.core.orchestration.StatusCounts;
import org.smartrouting.core.orchestration.Waiver;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/** Sessions and planned tasks with every field set, or with as few as possible. */
final class PlanSamples {
  private PlanSamples() {}

  static SessionId session(int shard, long number) {
    return new SessionId(TaskId.random(shard, number, number));
  }

  static Session row(SessionId id, boolean removed) {
    StatusCounts counts = StatusCounts.NONE.plus(PlanStatus.PENDING, 3).plus(PlanStatus.FAILED, 1);
    return new Session(
        id, Samples.POOL, "/a/" + Samples.UNICODE, "key", "focus", 5, 6, 7, counts, removed);
  }

  /** A planned task in a state, the so manyth of its session. */
  static Task planned(Task base, SessionId session, @Nullable TaskId parent, long sequence) {
    return base.with(new Plan(spec(session, parent, sequence), PlanState.NEW));
  }

  static PlanSpec spec(SessionId session, @Nullable TaskId parent, long sequence) {
    return new PlanSpec(
        session,
        parent,
        sequence,
        sequence % 2 == 0 ? SpecialistType.CODER : SpecialistType.TESTER,
        sequence % 3 == 0 ? Complexity.TRIVIAL : Complexity.COMPLEX,
        new PlanSpec.Brief(
            "Number " + sequence + " " + Samples.UNICODE,
            "two days",
            3,
            "{\"a\":1}",
            "carefully",
            List.of("it runs", "it is read"),
            "core"),
        DependencyPolicy.CANCEL,
        CompletionPolicy.AUTO);
  }

  static PlanState state(TaskId other) {
    return new PlanState(
        new PlanState.Execution(true, true, 9, new RequestFingerprint(-1, 2)),
        new PlanState.Report(
            Samples.UNICODE,
            List.of(new CriterionResult("it runs", true, ""), new CriterionResult("x", false, "n")),
            List.of("a/b"),
            2,
            new RequestFingerprint(3, -4)),
        List.of(
            new Artifact("work", 1, ArtifactType.GENERAL, "", "", 0, 0),
            new Artifact("x", 2, ArtifactType.CODE, "text/plain", "a/b", 5, 6)),
        List.of(new Waiver(other, "ann", "because", 8)),
        new ChildCounts(1, 2, 3, 4),
        true);
  }

  static Task in(Task task, TaskState state, long changeSeq) {
    return Samples.with(task, Samples.status(state, changeSeq)).with(task.plan());
  }
}

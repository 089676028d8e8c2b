package org.smartrouting.core.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.assignment.RetryOverrides;
import org.smartrouting.core.assignment.RetryPolicy;
import org.smartrouting.core.pool.AgingRates;
import org.smartrouting.core.pool.AssignmentMode;
import org.smartrouting.core.pool.BalancePolicy;
import org.smartrouting.core.pool.Durability;
import org.smartrouting.core.pool.Fairness;
import org.smartrouting.core.pool.FairnessMeasure;
import org.smartrouting.core.pool.InfeasiblePolicy;
import org.smartrouting.core.pool.LatePolicy;
import org.smartrouting.core.pool.Pool;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.pool.PreemptionPolicy;
import org.smartrouting.core.pool.QueueOrder;
import org.smartrouting.core.pool.QueuePolicy;
import org.smartrouting.core.pool.SessionOrder;
import org.smartrouting.core.pool.ShadowPolicy;
import org.smartrouting.core.pool.TargetWaits;
import org.smartrouting.core.score.BatchSize;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.score.Decision;
import org.smartrouting.core.score.Ejection;
import org.smartrouting.core.score.Exploration;
import org.smartrouting.core.score.Judgement;
import org.smartrouting.core.score.LearningPolicy;
import org.smartrouting.core.score.Posterior;
import org.smartrouting.core.score.ScoreTerm;
import org.smartrouting.core.score.ScoreTermKind;
import org.smartrouting.core.score.ScoreWeights;
import org.smartrouting.core.specialist.Specialist;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.specialist.SpecialistState;
import org.smartrouting.core.task.Affinity;
import org.smartrouting.core.task.Attempt;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.LabelConstraint;
import org.smartrouting.core.task.LabelOperator;
import org.smartrouting.core.task.LabelPreference;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.RequirementStep;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.core.task.TaskStatus;

/** Values with nothing and with everything set. */
final class Samples {
  static final PoolKey POOL = new PoolKey("tenant", "pool");
  static final String UNICODE = "naïve 漢字 😀 \u0001 \" \\ \u2028";

  private Samples() {}

  static TaskId id(int shard, long number) {
    return new TaskId((long) shard << 48, number);
  }

  /** A task in the shortest form: what the status of a new one is. */
  static Task plain(TaskId id, long changeSeq) {
    return new Task(
        id,
        POOL,
        TaskSpec.of("", Requirement.ANYBODY),
        RequestFingerprint.NONE,
        Delivery.SPECIALIST,
        1_000,
        status(TaskState.QUEUED, changeSeq));
  }

  static TaskStatus status(TaskState state, long changeSeq) {
    return new TaskStatus(
        state,
        1,
        changeSeq,
        0,
        null,
        0,
        null,
        "",
        List.of(),
        List.of(),
        0,
        "",
        0,
        0,
        0,
        0,
        0,
        0,
        state.isFinal() ? 5_000 : 0,
        null,
        TaskStatus.NOT_JUDGED);
  }

  static Task with(Task task, TaskStatus status) {
    return new Task(
        task.id(),
        task.pool(),
        task.spec(),
        task.fingerprint(),
        task.delivery(),
        task.createdMicros(),
        status);
  }

  static Task with(Task task, TaskSpec spec) {
    return new Task(
        task.id(),
        task.pool(),
        spec,
        task.fingerprint(),
        task.delivery(),
        task.createdMicros(),
        task.status());
  }

  static Task inPool(Task task, PoolKey pool, long createdMicros) {
    return new Task(
        task.id(),
        pool,
        task.spec(),
        task.fingerprint(),
        task.delivery(),
        createdMicros,
        task.status());
  }

  /** A task with every field set to something else than its default. */
  static Task full(TaskId id, long changeSeq) {
    return new Task(
        id,
        POOL,
        fullSpec(),
        new RequestFingerprint(Long.MIN_VALUE, -7),
        Delivery.CALLER,
        1_760_000_000_000_001L,
        fullStatus(TaskState.RUNNING, changeSeq, null));
  }

  static TaskSpec fullSpec() {
    return new TaskSpec(
        UNICODE,
        "review/java",
        new Requirement(
            List.of(
                new SkillRequirement("java", 2, 5, 0.1), new SkillRequirement("漢字", 1, 1, 1000)),
            List.of(
                new LabelConstraint("region", LabelOperator.IN, List.of("eu", "")),
                new LabelConstraint("gpu", LabelOperator.EXISTS, List.of())),
            List.of(
                new RequirementStep(List.of(SkillRequirement.atLeast("sql", 5)), List.of(), 1),
                new RequirementStep(
                    List.of(),
                    List.of(new LabelConstraint("gpu", LabelOperator.EXISTS, List.of())),
                    Long.MAX_VALUE)),
            List.of(
                new LabelPreference(
                    new LabelConstraint("zone", LabelOperator.EQUAL, List.of(UNICODE)), 0),
                new LabelPreference(
                    new LabelConstraint("gpu", LabelOperator.EXISTS, List.of()), 1000))),
        Priority.CRITICAL,
        Long.MAX_VALUE - 1,
        1_760_000_000_000_002L,
        Bytes.of(new byte[] {0, -1, 39, 92, 10}),
        "application/json",
        Map.of("empty", "", "emoji 😀", UNICODE),
        new RetryOverrides(7, 0L, Long.MAX_VALUE, 1.5, 0.25),
        List.of(id(1, 5), id(1, -1)),
        60_000_000,
        UNICODE,
        "session " + UNICODE,
        Affinity.sticky(UNICODE, 31),
        true);
  }

  static TaskStatus fullStatus(TaskState state, long changeSeq, @Nullable TaskResult result) {
    return new TaskStatus(
        state,
        12,
        changeSeq,
        3,
        new Lease("specialist-1", token(-1), 11, 12, 13, 14),
        1.0 / 3,
        result,
        UNICODE,
        attempts(),
        List.of(id(1, 5)),
        21,
        "specialist-2",
        22,
        23,
        Long.MAX_VALUE,
        25,
        26,
        27,
        state.isFinal() ? 28 : 0,
        decision(),
        0.01);
  }

  static AssignmentToken token(long low) {
    return new AssignmentToken(Long.MIN_VALUE, low);
  }

  static Decision decision() {
    return new Decision(
        31,
        "specialist-1",
        List.of(
            new Candidate(
                "specialist-1",
                List.of(
                    new ScoreTerm(ScoreTermKind.PRICE, 0.1, -0.0),
                    new ScoreTerm(ScoreTermKind.FIT, -1e-300, Double.MAX_VALUE)),
                new Posterior(1.234567, 1e9)),
            new Candidate("", List.of())),
        Judgement.drawn(Long.MIN_VALUE),
        AssignmentMode.LONGEST_IDLE,
        new BatchSize(3, Integer.MAX_VALUE));
  }

  static Pool pool(PoolKey key) {
    return new Pool(
        key,
        new PoolPolicy(
            new TargetWaits(0, 2, 3, 4, Long.MAX_VALUE),
            new ScoreWeights(0, 0.1, 2, 3, 4, 5, 6, 7, 8),
            new RetryPolicy(5, 6, 7, 8.5, 0),
            9,
            10,
            11,
            12,
            13,
            14,
            Durability.RELAXED,
            new Fairness(
                Map.of("", 0.001, UNICODE, 1000.0), 0.1, FairnessMeasure.SERVICE_TIME, 7, 8),
            new LearningPolicy(
                Exploration.MEAN, 10, 1, 0.1, 0.1, 0, new Ejection(1, 100, 0, 1, 2, 0)),
            new QueuePolicy(
                QueueOrder.PROPORTIONAL_AGING,
                new AgingRates(1000, 0.001, 3, 4, 0.5),
                LatePolicy.DEMOTE,
                InfeasiblePolicy.REJECT,
                SessionOrder.FINISH_STARTED),
            AssignmentMode.WEIGHTED,
            new BalancePolicy(0.5, 1, 2.5, 0, 7, 1),
            new ShadowPolicy(
                new ScoreWeights(5, 4, 3, 2, 0.1, 8, 9, 7.5, 10),
                LearningPolicy.DEFAULT.with(Exploration.MEAN),
                AssignmentMode.RANDOM),
            new PreemptionPolicy(true, 0, 0.1)),
        "request " + UNICODE.substring(0, 5),
        new RequestFingerprint(15, 16),
        17,
        18,
        19);
  }

  static Specialist specialist(String id) {
    return new Specialist(
        new SpecialistKey(POOL, id),
        new SpecialistSpec(
            UNICODE,
            "role",
            "line one\nline two",
            Map.of("java", 5, "漢字", 1),
            Map.of("region", "eu", "empty", ""),
            3,
            0.1),
        SpecialistState.DRAINING,
        41,
        42,
        43);
  }

  private static List<Attempt> attempts() {
    List<Attempt> attempts = new ArrayList<>();
    int number = 1;
    for (AttemptOutcome outcome : AttemptOutcome.values()) {
      String reason = outcome == AttemptOutcome.SUCCEEDED ? "" : UNICODE;
      attempts.add(
          new Attempt(
              number, "specialist-" + number, token(number), outcome, reason, 1, 0, 3, 0.75));
      number++;
    }
    return attempts;
  }
}

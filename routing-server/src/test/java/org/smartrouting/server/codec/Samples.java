package org.smartrouting.server.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.assignment.RetryOverrides;
import org.smartrouting.core.pool.PoolKey;
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

/** Values of the core in which nothing is left at its default. */
final class Samples {
  static final long NOW = 1_800_000_000_000_000L;
  static final PoolKey POOL = new PoolKey("acme", "builds");
  static final TaskId ID = new TaskId(0x0001_2345_6789_abcdL, 0xfedc_ba98_7654_3210L);
  static final AssignmentToken TOKEN = new AssignmentToken(17, -18);
  static final Lease WAITING = new Lease("s-1", TOKEN, NOW, NOW + 5_000_000, 0, 30_000_000);
  static final Lease RUNNING = WAITING.accepted(NOW + 1_000_000);
  static final TaskResult RESULT = new TaskResult(bytes("done"), "text/plain", "All green.");

  private Samples() {}

  static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static Requirement requirement() {
    return new Requirement(
        List.of(new SkillRequirement("java", 2, 4, 2.5), SkillRequirement.atLeast("sql", 1)),
        List.of(
            new LabelConstraint("region", LabelOperator.IN, List.of("eu", "us")),
            new LabelConstraint("gpu", LabelOperator.EXISTS, List.of())),
        List.of(
            new RequirementStep(List.of(new SkillRequirement("java", 3, 5, 1)), List.of(), 1_000),
            new RequirementStep(
                List.of(),
                List.of(new LabelConstraint("zone", LabelOperator.EQUAL, List.of("a"))),
                2_500_000)),
        List.of(
            new LabelPreference(
                new LabelConstraint("zone", LabelOperator.NOT_EQUAL, List.of("b")), 2.5)));
  }

  static TaskSpec spec() {
    return new TaskSpec(
        "Build it",
        "build",
        requirement(),
        Priority.HIGH,
        NOW + 60_000_000,
        NOW + 1,
        bytes("payload"),
        "text/plain",
        Map.of("team", "core", "ticket", "17"),
        new RetryOverrides(5, 1L, 2_000_000L, 1.5, 0.25),
        List.of(new TaskId(1, 2), new TaskId(3, 4)),
        7_500_000,
        "customer-7",
        "session-8",
        Affinity.sticky("s-1", 31),
        true);
  }

  static Task task(TaskState state, @Nullable Lease lease, @Nullable TaskResult result) {
    TaskStatus status =
        new TaskStatus(
            state,
            42,
            7,
            2,
            lease,
            0.5,
            result,
            "because",
            List.of(
                new Attempt(
                    1, "s-0", TOKEN, AttemptOutcome.TIMED_OUT, "slow", NOW, NOW + 1, NOW + 2, 0.5)),
            List.of(),
            0,
            "s-0",
            NOW + 9,
            NOW + 10,
            NOW + 11,
            NOW + 12,
            state == TaskState.RUNNING ? NOW + 1_000_000 : 0,
            state.isFinal() ? NOW + 13 : 0,
            0,
            null,
            0.25);
    return new Task(
        ID, POOL, spec(), new RequestFingerprint(1, 2), Delivery.SPECIALIST, NOW, status);
  }
}

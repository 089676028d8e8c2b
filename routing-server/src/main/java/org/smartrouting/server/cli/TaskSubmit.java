package org.smartrouting.server.cli;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smartrouting.v1.LabelOperator;
import org.smartrouting.v1.Priority;
import org.smartrouting.v1.RequirementStep;
import org.smartrouting.v1.SkillRequirement;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.TaskSpec;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Submits one task. */
@Command(name = "submit", description = "Submits a task.", mixinStandardHelpOptions = true)
final class TaskSubmit implements Runnable {
  /** How urgent the task is, as people name it. */
  enum Urgency {
    /** As Priority. */
    CRITICAL,
    /** As Priority. */
    HIGH,
    /** As Priority. */
    NORMAL,
    /** As Priority. */
    LOW,
    /** As Priority. */
    BULK
  }

  /** Where the payload comes from. */
  static final class Payload {
    @Option(names = "--payload", paramLabel = "TEXT", description = "Input for the specialist.")
    private @Nullable String text;

    @Option(names = "--payload-file", paramLabel = "FILE", description = "The same from a file.")
    private @Nullable Path file;

    private ByteString read() throws IOException {
      return file == null
          ? ByteString.copyFromUtf8(text == null ? "" : text)
          : ByteString.copyFrom(Files.readAllBytes(file));
    }
  }

  @Mixin private Connection connection;
  @Mixin private Output output;
  @Mixin private AffinityOptions affinity;

  @Parameters(paramLabel = "TITLE", description = "One line that says what is to be done.")
  private String title;

  @Option(names = "--pool", defaultValue = "", description = "Pool. Default: default.")
  private String pool;

  @Option(
      names = "--skill",
      paramLabel = "SKILL",
      converter = SkillDemand.class,
      description = "Demanded skill: java, java=3 or java=3..5; can be repeated.")
  private List<SkillRequirement> skills = new ArrayList<>();

  @Option(
      names = "--step",
      paramLabel = "STEP",
      converter = StepDemand.class,
      description = "More that is demanded at first, such as 30s:java=5,sql=3; can be repeated.")
  private List<RequirementStep> steps = new ArrayList<>();

  @Option(
      names = "--prefer",
      paramLabel = "KEY=VALUE",
      description = "Label that a specialist had better have; can be repeated.")
  private Map<String, String> preferences = new LinkedHashMap<>();

  @Option(names = "--label", paramLabel = "KEY=VALUE", description = "Label; can be repeated.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(names = "--type", defaultValue = "", description = "Kind of work. Default: default.")
  private String type;

  @Option(
      names = "--fairness-key",
      paramLabel = "KEY",
      defaultValue = "",
      description = "For whom the task is; waiting tasks share the specialists between keys.")
  private String fairnessKey;

  @Option(
      names = "--session",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Tasks that belong together; a pool can finish those it has begun first.")
  private String session;

  @Option(
      names = "--priority",
      defaultValue = "NORMAL",
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Urgency priority;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      description = "How long from now the result is worth something, such as 30m.")
  private java.time.@Nullable Duration deadline;

  @Option(names = "--delay", paramLabel = "TIME", description = "How long the task waits first.")
  private java.time.@Nullable Duration delay;

  @Option(
      names = "--execution-timeout",
      paramLabel = "TIME",
      description = "Longest time of one attempt.")
  private java.time.@Nullable Duration executionTimeout;

  @Option(names = "--max-attempts", paramLabel = "N", description = "Attempts in all.")
  private @Nullable Integer maxAttempts;

  @Option(
      names = "--after",
      paramLabel = "TASK",
      description = "Task that must succeed first; can be repeated.")
  private List<String> dependencies = new ArrayList<>();

  @Option(
      names = "--preemptible",
      description = "It may be stopped, once, to make way for a critical task.")
  private boolean preemptible;

  @ArgGroup private @Nullable Payload payload;

  @Option(names = "--payload-type", defaultValue = "", description = "Media type of the payload.")
  private String payloadType;

  @Option(
      names = "--request-id",
      defaultValue = "",
      description = "Makes a repeat of the same command safe.")
  private String requestId;

  @Override
  public void run() {
    SubmitTaskRequest request =
        SubmitTaskRequest.newBuilder()
            .setRequestId(requestId)
            .setPool(pool)
            .setSpec(spec(Instant.now()))
            .build();
    connection.tasks(
        tasks -> {
          Task task = connection.timed(tasks).submitTask(request).getTask();
          TaskPrinting.details(output, task);
        });
  }

  private TaskSpec spec(Instant now) {
    TaskSpec.Builder spec =
        TaskSpec.newBuilder()
            .setTitle(title)
            .setTaskType(type)
            .setPriority(Priority.valueOf("PRIORITY_" + priority))
            .setPayload(payloadBytes())
            .setPayloadType(payloadType)
            .setFairnessKey(fairnessKey)
            .setSession(session)
            .setPreemptible(preemptible)
            .putAllLabels(labels)
            .addAllDependencyTaskIds(dependencies);
    if (!skills.isEmpty() || !steps.isEmpty()) {
      spec.getRequirementBuilder().addAllSkills(skills).addAllSteps(steps);
    }
    preferences.forEach((key, value) -> prefer(spec, key, value));
    affinity.addTo(spec);
    if (deadline != null) {
      spec.setDeadlineTime(timestamp(now.plus(deadline)));
    }
    if (delay != null) {
      spec.setRunAfterTime(timestamp(now.plus(delay)));
    }
    if (executionTimeout != null) {
      spec.setExecutionTimeout(
          Duration.newBuilder()
              .setSeconds(executionTimeout.getSeconds())
              .setNanos(executionTimeout.getNano()));
    }
    if (maxAttempts != null) {
      spec.getRetryPolicyBuilder().setMaxAttempts(maxAttempts);
    }
    return spec.build();
  }

  private static void prefer(TaskSpec.Builder spec, String key, String value) {
    spec.getRequirementBuilder()
        .addPreferencesBuilder()
        .getConstraintBuilder()
        .setKey(key)
        .setOperator(LabelOperator.LABEL_OPERATOR_EQUAL)
        .addValues(value);
  }

  private ByteString payloadBytes() {
    try {
      return payload == null ? ByteString.EMPTY : payload.read();
    } catch (IOException e) {
      throw new UnusableArgumentException("cannot read the payload: " + e.getMessage());
    }
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}

package org.smartrouting.core.task;

import java.util.List;
import java.util.Map;
import org.smartrouting.core.assignment.RetryOverrides;

/**
 * What a submitter asks for.
 *
 * @param title one line that says what is to be done
 * @param taskType kind of work, by which durations and success are learned
 * @param requirement who may do it
 * @param priority how urgent it is
 * @param deadlineMicros when the result is worth nothing any more, microseconds since the epoch;
 *     {@link #NEVER} for none
 * @param runAfterMicros the task is PENDING until then; 0 for at once
 * @param payload input for the specialist
 * @param payloadType media type of the payload; can be empty
 * @param labels free key-value pairs
 * @param retry what it says about its retries
 * @param dependencies tasks of the same pool that must succeed first
 * @param executionTimeoutMicros longest time of one attempt after its acceptance; {@link #NEVER}
 *     for no limit
 * @param fairnessKey for whom the task is; keys share the specialists of a pool. Empty is a key of
 *     its own
 * @param session what it belongs to with others of its fairness key; empty for nothing
 * @param affinity to whom it had better go
 * @param preemptible whether it may be stopped, once, to make way for a critical task
 */
public record TaskSpec(
    String title,
    String taskType,
    Requirement requirement,
    Priority priority,
    long deadlineMicros,
    long runAfterMicros,
    Bytes payload,
    String payloadType,
    Map<String, String> labels,
    RetryOverrides retry,
    List<TaskId> dependencies,
    long executionTimeoutMicros,
    String fairnessKey,
    String session,
    Affinity affinity,
    boolean preemptible) {
  /** Later than any time. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Task type of a task that names none. */
  public static final String DEFAULT_TYPE = "default";

  /** Copies the collections. */
  public TaskSpec {
    labels = Map.copyOf(labels);
    dependencies = List.copyOf(dependencies);
  }

  /** A task of normal priority that says no more than it must. */
  public static TaskSpec of(String title, Requirement requirement) {
    return new TaskSpec(
        title,
        DEFAULT_TYPE,
        requirement,
        Priority.NORMAL,
        NEVER,
        0,
        Bytes.EMPTY,
        "",
        Map.of(),
        RetryOverrides.NONE,
        List.of(),
        NEVER,
        "",
        "",
        Affinity.NONE,
        false);
  }

  /** The same with another type. */
  public TaskSpec withTaskType(String value) {
    return copy(value, priority, deadlineMicros, runAfterMicros, labels, retry, dependencies);
  }

  /** The same with another priority. */
  public TaskSpec withPriority(Priority value) {
    return copy(taskType, value, deadlineMicros, runAfterMicros, labels, retry, dependencies);
  }

  /** The same with another deadline, {@link #NEVER} for none. */
  public TaskSpec withDeadline(long micros) {
    return copy(taskType, priority, micros, runAfterMicros, labels, retry, dependencies);
  }

  /** The same with another time to begin at, 0 for at once. */
  public TaskSpec withRunAfter(long micros) {
    return copy(taskType, priority, deadlineMicros, micros, labels, retry, dependencies);
  }

  /** The same with other labels. */
  public TaskSpec withLabels(Map<String, String> value) {
    return copy(taskType, priority, deadlineMicros, runAfterMicros, value, retry, dependencies);
  }

  /** The same with other words about retries. */
  public TaskSpec withRetry(RetryOverrides value) {
    return copy(taskType, priority, deadlineMicros, runAfterMicros, labels, value, dependencies);
  }

  /** The same with other dependencies. */
  public TaskSpec withDependencies(List<TaskId> value) {
    return copy(taskType, priority, deadlineMicros, runAfterMicros, labels, retry, value);
  }

  /** The same for those who meet another requirement. */
  public TaskSpec withRequirement(Requirement value) {
    return describing(title, value);
  }

  /** The same with another title. */
  public TaskSpec withTitle(String value) {
    return describing(value, requirement);
  }

  private TaskSpec describing(String newTitle, Requirement newRequirement) {
    return new TaskSpec(
        newTitle,
        taskType,
        newRequirement,
        priority,
        deadlineMicros,
        runAfterMicros,
        payload,
        payloadType,
        labels,
        retry,
        dependencies,
        executionTimeoutMicros,
        fairnessKey,
        session,
        affinity,
        preemptible);
  }

  /** The same for somebody else. */
  public TaskSpec withFairnessKey(String value) {
    return belonging(value, session, affinity, preemptible);
  }

  /** The same as part of a session. */
  public TaskSpec withSession(String value) {
    return belonging(fairnessKey, value, affinity, preemptible);
  }

  /** The same with another affinity. */
  public TaskSpec withAffinity(Affinity value) {
    return belonging(fairnessKey, session, value, preemptible);
  }

  /** The same, and it may make way for others. */
  public TaskSpec thatMakesWay() {
    return belonging(fairnessKey, session, affinity, true);
  }

  private TaskSpec belonging(
      String newFairnessKey, String newSession, Affinity newAffinity, boolean newPreemptible) {
    return new TaskSpec(
        title,
        taskType,
        requirement,
        priority,
        deadlineMicros,
        runAfterMicros,
        payload,
        payloadType,
        labels,
        retry,
        dependencies,
        executionTimeoutMicros,
        newFairnessKey,
        newSession,
        newAffinity,
        newPreemptible);
  }

  private TaskSpec copy(
      String newType,
      Priority newPriority,
      long newDeadline,
      long newRunAfter,
      Map<String, String> newLabels,
      RetryOverrides newRetry,
      List<TaskId> newDependencies) {
    return new TaskSpec(
        title,
        newType,
        requirement,
        newPriority,
        newDeadline,
        newRunAfter,
        payload,
        payloadType,
        newLabels,
        newRetry,
        newDependencies,
        executionTimeoutMicros,
        fairnessKey,
        session,
        affinity,
        preemptible);
  }
}

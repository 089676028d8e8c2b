package org.smartrouting.loadtests.replay;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.smartrouting.loadtests.report.Observation;
import org.smartrouting.loadtests.report.RunReport;
import org.smartrouting.loadtests.report.Work;
import org.smartrouting.loadtests.trace.FleetMember;
import org.smartrouting.loadtests.trace.TraceTask;
import org.smartrouting.v1.AttemptOutcome;
import org.smartrouting.v1.Task;

/**
 * What a replay gave: what the specialists saw, held against what the server says. To be read after
 * the replay.
 *
 * @param fleet the specialists
 * @param scene what was replayed
 * @param submissions how the tasks were submitted
 * @param inventory what the server had in the end
 */
record ReplayResult(
    List<FleetMember> fleet, Scene scene, Submissions submissions, Inventory inventory) {
  private static final double MICROS_PER_MILLI = 1_000;
  private static final double NANOS_PER_MILLI = 1e6;

  /** What was seen of each task, in the order of the trace. */
  List<Observation> observations() {
    return IntStream.range(0, scene.tasks().size()).mapToObj(this::observation).toList();
  }

  /** Specialists that had more tasks at once than slots. */
  List<String> overloaded() {
    return fleet.stream()
        .filter(member -> scene.logbook().mostInFlight(member.id()) > member.slots())
        .map(FleetMember::id)
        .toList();
  }

  /** Whether every task was taken, came to its end, and was done at most once. */
  boolean isGood(RunReport report) {
    return report.lost() == 0
        && report.duplicated() == 0
        && report.refused() == 0
        && inventory.madeTwice() == 0
        && overloaded().isEmpty();
  }

  /** Says what the report does not: how punctual the submitter was, and what is wrong. */
  void printChecks(RunReport report, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "submits were late by p50 %.1f ms, p99 %.1f ms, at most %.1f ms of wall time;"
            + " flow control held back %d of them, %.0f ms in all%n",
        submissions.lateMicros().getValueAtPercentile(50) / MICROS_PER_MILLI,
        submissions.lateMicros().getValueAtPercentile(99) / MICROS_PER_MILLI,
        submissions.lateMicros().getMaxValue() / MICROS_PER_MILLI,
        submissions.held(),
        submissions.heldNanos() / NANOS_PER_MILLI);
    out.printf(
        "refused %s, lost %d, duplicated %d, made twice %d, over their slots %s: %s%n",
        submissions.refusals(),
        report.lost(),
        report.duplicated(),
        inventory.madeTwice(),
        overloaded(),
        isGood(report) ? "good" : "BAD");
    out.flush();
  }

  private Observation observation(int index) {
    Task task = inventory.find(index);
    List<Work> attempts =
        scene.logbook().of(index).stream()
            .map(
                stint ->
                    new Work(
                        stint.specialistId(),
                        stint.startMicros(),
                        stint.endMicros(),
                        stint.done() && isTaken(task, stint)))
            .toList();
    return new Observation(
        index,
        arriving(scene.tasks().get(index), submissions.arrivalMicros(index)),
        inventory.fate(index, submissions.taskId(index)),
        attempts);
  }

  /** Whether the server says that this attempt of this specialist was a success. */
  private static boolean isTaken(@Nullable Task task, Stint stint) {
    return task != null
        && task.getAttemptsList().stream()
            .anyMatch(
                attempt ->
                    attempt.getOutcome() == AttemptOutcome.ATTEMPT_OUTCOME_SUCCEEDED
                        && attempt.getAttempt() == stint.attempt()
                        && attempt.getSpecialistId().equals(stint.specialistId()));
  }

  private static TraceTask arriving(TraceTask task, long arrivalMicros) {
    return new TraceTask(
        arrivalMicros,
        task.taskType(),
        task.skills(),
        task.priority(),
        task.serviceMicros(),
        task.tenant(),
        task.deadlineMicros(),
        task.payloadBytes());
  }
}

package org.smartrouting.server.demo;

import com.google.protobuf.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.smartrouting.v1.AttemptOutcome;
import org.smartrouting.v1.Priority;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.TaskState;

/**
 * What came of the tasks of a demo.
 *
 * @param submitted tasks that the router acknowledged
 * @param succeeded tasks that ended in SUCCEEDED
 * @param failed tasks that ended otherwise
 * @param lost tasks that were acknowledged and never ended
 * @param duplicated tasks that succeeded more than once
 * @param begunTwice tasks that were handed out again, because nobody confirmed that they were begun
 * @param waits waits in milliseconds by priority, each in rising order
 * @param tasksBySpecialist tasks done by each specialist
 * @param busyBySpecialist milliseconds worked by each specialist, over all its slots
 * @param seconds time from the first submit to the last result
 * @param explained one decision in words
 */
record DemoResult(
    int submitted,
    int succeeded,
    int failed,
    int lost,
    int duplicated,
    int begunTwice,
    Map<Priority, List<Double>> waits,
    Map<String, Integer> tasksBySpecialist,
    Map<String, Double> busyBySpecialist,
    double seconds,
    String explained) {
  static DemoResult of(
      int submitted, List<Task> ended, int begunTwice, double seconds, String explained) {
    Map<Priority, List<Double>> waits = new EnumMap<>(Priority.class);
    Map<String, Integer> tasks = new TreeMap<>();
    Map<String, Double> busy = new TreeMap<>();
    int succeeded = 0;
    int duplicated = 0;
    for (Task task : ended) {
      if (task.getState() == TaskState.TASK_STATE_SUCCEEDED) {
        succeeded++;
        duplicated += successes(task) > 1 ? 1 : 0;
        waits
            .computeIfAbsent(task.getSpec().getPriority(), unused -> new ArrayList<>())
            .add(millis(task.getQueueTime(), task.getAssignTime()));
        tasks.merge(task.getSpecialistId(), 1, Integer::sum);
        busy.merge(
            task.getSpecialistId(), millis(task.getStartTime(), task.getFinishTime()), Double::sum);
      }
    }
    waits.values().forEach(Collections::sort);
    int failed = ended.size() - succeeded;
    int lost = submitted - ended.size();
    return new DemoResult(
        submitted,
        succeeded,
        failed,
        lost,
        duplicated,
        begunTwice,
        waits,
        tasks,
        busy,
        seconds,
        explained);
  }

  /** Whether everything went as it should. */
  boolean isGood() {
    return succeeded == submitted && lost == 0 && duplicated == 0;
  }

  /** All waits in rising order. */
  List<Double> allWaits() {
    List<Double> all = new ArrayList<>();
    waits.values().forEach(all::addAll);
    Collections.sort(all);
    return all;
  }

  /** The value that a share of the values does not exceed; 0 for no values. */
  static double quantile(List<Double> rising, double share) {
    if (rising.isEmpty()) {
      return 0;
    }
    int index = (int) Math.ceil(share * rising.size()) - 1;
    return rising.get(Math.max(0, Math.min(index, rising.size() - 1)));
  }

  private static long successes(Task task) {
    return task.getAttemptsList().stream()
        .filter(attempt -> attempt.getOutcome() == AttemptOutcome.ATTEMPT_OUTCOME_SUCCEEDED)
        .count();
  }

  private static double millis(Timestamp from, Timestamp to) {
    return 1e3 * (to.getSeconds() - from.getSeconds()) + 1e-6 * (to.getNanos() - from.getNanos());
  }
}

package org.smartrouting.loadtests.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smartrouting.loadtests.trace.FleetMember;

/**
 * What a run gave. All times are trace time. Immutable.
 *
 * @param run what was run
 * @param submitted tasks of the trace
 * @param refused submits that were not acknowledged
 * @param succeeded tasks that were done
 * @param failed tasks whose attempts were used up
 * @param cancelled tasks that were cancelled
 * @param expired tasks whose deadline passed
 * @param lost acknowledged tasks that at the end are unknown or not final
 * @param duplicated tasks with more than one successful attempt
 * @param neverStarted tasks that nobody began to work on; they have no wait and no sojourn
 * @param throughputPerS succeeded tasks per second of the makespan
 * @param makespanS from the first intended arrival to the end of the last attempt, seconds
 * @param cost sum over the attempts of the price of their service time, credits
 * @param successShare succeeded / submitted, 0..1
 * @param waitMs from intended arrival to first start; null when nothing was started
 * @param sojournMs from intended arrival to the end of the successful, else the last attempt
 * @param byPriority the tasks of each priority that occurs
 * @param byTenant the tasks of each tenant
 * @param bySkill the tasks that demand each skill; a task counts under each of its skills
 * @param bySpecialist each specialist of the fleet
 * @param series the tasks by arrival, in equal stretches of the trace
 */
public record RunReport(
    RunFacts run,
    int submitted,
    int refused,
    int succeeded,
    int failed,
    int cancelled,
    int expired,
    int lost,
    int duplicated,
    int neverStarted,
    double throughputPerS,
    double makespanS,
    double cost,
    double successShare,
    @Nullable Times waitMs,
    @Nullable Times sojournMs,
    Map<String, GroupReport> byPriority,
    Map<String, GroupReport> byTenant,
    Map<String, GroupReport> bySkill,
    Map<String, SpecialistReport> bySpecialist,
    List<Bucket> series) {
  /**
   * Makes the report of a run.
   *
   * @param run what was run
   * @param fleet the specialists
   * @param observations what was seen of each task, in the order of the trace
   */
  public static RunReport of(
      RunFacts run, List<FleetMember> fleet, List<Observation> observations) {
    return new Reporting(fleet, observations).report(run);
  }
}

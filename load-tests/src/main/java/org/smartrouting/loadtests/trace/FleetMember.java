package org.smartrouting.loadtests.trace;

/**
 * One specialist of a fleet that works off a trace. Immutable.
 *
 * @param id id of the specialist
 * @param skills its skills
 * @param slots most tasks at once, at least 1
 * @param speed how much faster it is than a trace says, above 0
 * @param costPerSecond price of a second of its work, credits
 * @param success how likely its attempts succeed
 */
public record FleetMember(
    String id,
    SkillLevels skills,
    int slots,
    double speed,
    double costPerSecond,
    SuccessRates success) {
  /** A specialist that can do what needs no skill, at speed 1, for nothing, and never fails. */
  public static FleetMember of(String id, int slots) {
    return new FleetMember(id, SkillLevels.NONE, slots, 1, 0, SuccessRates.ALWAYS);
  }

  /** How long one of its attempts at a task takes, microseconds. */
  public long serviceMicros(TraceTask task) {
    return Math.round(task.serviceMicros() / speed);
  }
}

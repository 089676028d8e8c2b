package org.smartrouting.loadtests.trace;

import java.util.random.RandomGenerator;
import org.smartrouting.core.task.Priority;

/** Draws what tasks ask for, each thing from a source of chance of its own. Not thread-safe. */
final class TaskDraws {
  /** What is drawn from. */
  record Mixes(
      Mix<String> taskTypes,
      Mix<SkillLevels> skills,
      Mix<Priority> priorities,
      Mix<String> tenants,
      Mix<Long> deadlines) {}

  private final Mixes mixes;
  private final int payloadBytes;
  private final RandomGenerator typeChance;
  private final RandomGenerator skillChance;
  private final RandomGenerator priorityChance;
  private final RandomGenerator tenantChance;
  private final RandomGenerator deadlineChance;

  TaskDraws(Mixes mixes, int payloadBytes, Streams streams) {
    this.mixes = mixes;
    this.payloadBytes = payloadBytes;
    this.typeChance = streams.of("task types");
    this.skillChance = streams.of("skills");
    this.priorityChance = streams.of("priorities");
    this.tenantChance = streams.of("tenants");
    this.deadlineChance = streams.of("deadlines");
  }

  /** The next task, of a tenant that is drawn. */
  TraceTask next(long arrivalMicros, long serviceMicros) {
    return next(arrivalMicros, serviceMicros, mixes.tenants().draw(tenantChance));
  }

  /** The next task, of this tenant. */
  TraceTask next(long arrivalMicros, long serviceMicros, String tenant) {
    return new TraceTask(
        arrivalMicros,
        mixes.taskTypes().draw(typeChance),
        mixes.skills().draw(skillChance),
        mixes.priorities().draw(priorityChance),
        serviceMicros,
        tenant,
        mixes.deadlines().draw(deadlineChance),
        payloadBytes);
  }
}

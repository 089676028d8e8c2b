package org.smartrouting.core.engine;

/**
 * What a shard is asked to do. Commands are values; {@link ShardEngine#apply} carries them out.
 *
 * @param <R> the answer when it is done
 */
public sealed interface Command<R>
    permits TaskCommand,
        AssignmentCommand,
        SpecialistCommand,
        PoolCommand,
        RouteCommand,
        SessionCommand,
        PlanCommand {
  /**
   * Carries the command out on the parts of an engine.
   *
   * @param engine the parts
   * @param stored what was read from the store for it
   * @param nowMicros the present, microseconds since the epoch
   */
  Outcome<R> applyTo(EngineParts engine, Stored stored, long nowMicros);
}

package org.smartrouting.core.shard;

/**
 * How a shard is.
 *
 * @param phase what it is doing
 * @param epoch the epoch under which it writes; 0 before the first
 * @param tasks tasks in memory
 * @param held tasks that specialists hold
 * @param journalLagMicros for how long the commit that is under way has been so; 0 for none
 * @param recoveries how often it was loaded again after a failure
 */
public record ShardStatus(
    Phase phase, long epoch, int tasks, int held, long journalLagMicros, int recoveries) {
  /** What a shard can be doing. */
  public enum Phase {
    /** It takes its state over from the store, for the first time or after a failure. */
    RECOVERING,
    /** It works. */
    SERVING,
    /** It finishes what it has and takes nothing new. */
    STOPPING,
    /** It has stopped. */
    STOPPED,
    /** Another server took it over; it does not come back here. */
    FENCED
  }
}

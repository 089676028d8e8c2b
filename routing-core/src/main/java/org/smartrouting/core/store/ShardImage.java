package org.smartrouting.core.store;

import java.util.List;
import org.smartrouting.core.orchestration.Session;
import org.smartrouting.core.pool.Pool;
import org.smartrouting.core.specialist.Specialist;
import org.smartrouting.core.task.Task;

/**
 * All that the engine of a shard needs to go on.
 *
 * @param changeSeq number of the last change that was committed; 0 for none
 * @param pools the pools that were created or changed
 * @param specialists all specialists
 * @param tasks all tasks that are not finished, with their payloads
 * @param sessions the sessions that were not removed
 */
public record ShardImage(
    long changeSeq,
    List<Pool> pools,
    List<Specialist> specialists,
    List<Task> tasks,
    List<Session> sessions) {
  /** Copies the lists. */
  public ShardImage {
    pools = List.copyOf(pools);
    specialists = List.copyOf(specialists);
    tasks = List.copyOf(tasks);
    sessions = List.copyOf(sessions);
  }

  /** Without sessions. */
  public ShardImage(
      long changeSeq, List<Pool> pools, List<Specialist> specialists, List<Task> tasks) {
    this(changeSeq, pools, specialists, tasks, List.of());
  }

  /** Of a shard that nobody has used. */
  public static ShardImage empty() {
    return new ShardImage(0, List.of(), List.of(), List.of());
  }
}

package org.smartrouting.core.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/**
 * Reads committed tasks. Every method blocks on the database and throws {@link
 * StoreUnavailableException} when it cannot be reached. Safe for use by many threads.
 */
public interface TaskReader {
  /** Which columns are read. */
  enum View {
    /** Payload and output are read as empty. */
    BASIC,
    /** Everything. */
    FULL
  }

  /**
   * Place in a listing: the task after which it goes on.
   *
   * @param createdMicros when that task was created
   * @param id that task
   */
  record Position(long createdMicros, TaskId id) {}

  /**
   * Finds tasks of one shard by their ids, everything of them; those that do not exist are absent.
   *
   * @param ids at most 500
   */
  Map<TaskId, Task> find(int shard, Collection<TaskId> ids);

  /**
   * Lists the tasks of a pool in one state, the newest first, and among equally new ones the
   * greatest id first.
   *
   * @param after where to go on; null for the beginning
   * @param limit most tasks to return, 1..501
   */
  List<Task> list(
      int shard, PoolKey pool, TaskState state, @Nullable Position after, int limit, View view);

  /**
   * Lists the tasks of a pool that changed after a point, in the order of their last changes.
   *
   * @param changeSeq the point: only later changes are returned
   * @param limit most tasks to return, 1..501
   */
  List<Task> changesAfter(int shard, PoolKey pool, long changeSeq, int limit, View view);
}

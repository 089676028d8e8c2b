package org.smartrouting.core.store;

import java.util.Map;
import org.smartrouting.core.score.Performance;
import org.smartrouting.core.specialist.SpecialistKey;

/**
 * The durable side of a shard. Every write is made under the epoch that its owner got from {@link
 * #acquire}: once somebody else has acquired the shard, no write of the former owner takes effect.
 *
 * <p>Every method blocks on the database and throws {@link StoreUnavailableException} when it
 * cannot be reached or fails in a way that may pass. After that exception from {@link #commit} the
 * batch may or may not have taken effect: acquire again, which waits for what is still under way,
 * and load.
 *
 * <p>Safe for use by many threads; the calls for one shard must not overlap.
 */
public interface ShardStore {
  /** Number of shards of the database, fixed when it was created. */
  int shardCount();

  /**
   * Takes a shard over from whoever has it.
   *
   * @param shard number of the shard, 0..{@link #shardCount}-1
   * @param owner name of the new owner, for people
   * @return the new epoch, greater than every earlier one
   */
  long acquire(int shard, String owner);

  /**
   * Reads all that the engine needs.
   *
   * @throws FencedException if the epoch is not the current one
   */
  ShardImage load(int shard, long epoch);

  /**
   * Writes a batch, all of it or nothing.
   *
   * @throws FencedException if the epoch is not the current one; nothing was written
   * @throws IllegalStateException if a new task exists already or a changed one does not, or a
   *     value does not fit; nothing was written
   */
  void commit(int shard, long epoch, JournalBatch batch);

  /**
   * Deletes finished tasks whose retention has ended, and the tasks of sessions that were removed.
   *
   * @param nowMicros the present, microseconds since the epoch
   * @param limit most tasks to delete, 1..500
   * @return how many were deleted
   * @throws FencedException if the epoch is not the current one; nothing was deleted
   */
  int purge(int shard, long epoch, long nowMicros, int limit);

  /** What is known of a specialist, by task type; empty when nothing is. */
  Map<String, Performance> performanceOf(int shard, SpecialistKey specialist);

  /** Checks that the database answers a query and takes writes. */
  void probe();
}

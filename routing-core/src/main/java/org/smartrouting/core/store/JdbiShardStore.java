package org.smartrouting.core.store;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.smartrouting.core.score.Performance;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.task.TaskId;

/** The shards of a database. Every write transaction locks and compares the epoch first. */
final class JdbiShardStore implements ShardStore {
  static final String PROBE = "UPDATE health_probe SET probes = probes + 1 WHERE shard_id = 0";

  private static final int MAX_PURGED = 500;

  private final Transactions transactions;
  private final TaskTable tasks;
  private final LiveTasks liveTasks;
  private final int shardCount;

  JdbiShardStore(Transactions transactions, DatabaseProduct.Kind kind, int shardCount) {
    this.transactions = transactions;
    this.tasks = new TaskTable(StatusWrite.on(kind));
    this.liveTasks = new LiveTasks(new TaskLookup(kind));
    this.shardCount = shardCount;
  }

  @Override
  public int shardCount() {
    return shardCount;
  }

  @Override
  public long acquire(int shard, String owner) {
    return transactions.write(
        "acquire shard " + shard, handle -> ShardTable.takeOver(handle, shard, owner));
  }

  @Override
  public ShardImage load(int shard, long epoch) {
    return transactions.read("load shard " + shard, handle -> load(handle, shard, epoch));
  }

  private ShardImage load(Handle handle, int shard, long epoch) {
    ShardTable.Row row = ShardTable.read(handle, shard, epoch);
    ShardImage image =
        new ShardImage(
            row.changeSeq(),
            PoolTable.read(handle, shard),
            SpecialistTable.read(handle, shard),
            liveTasks.read(handle, shard),
            SessionTable.read(handle, shard));
    // Nobody else wrote between the pages if the epoch is still ours.
    ShardTable.read(handle, shard, epoch);
    return image;
  }

  @Override
  public void commit(int shard, long epoch, JournalBatch batch) {
    transactions.write(
        "commit to shard " + shard,
        handle -> {
          ShardTable.lock(handle, shard, epoch);
          write(handle, shard, batch);
          return batch;
        });
  }

  private void write(Handle handle, int shard, JournalBatch batch) {
    TaskTable.delete(handle, shard, batch.deletedTasks());
    PlanTable.delete(handle, shard, batch.orchestration().deletedPlans());
    ArtifactTable.delete(handle, shard, batch.orchestration().discarded());
    tasks.write(handle, shard, batch.tasks());
    SessionTable.write(handle, shard, batch.orchestration().sessions());
    ArtifactTable.write(handle, shard, batch.orchestration().artifacts());
    PoolTable.delete(handle, shard, batch.deletedPools());
    PoolTable.write(handle, shard, batch.pools());
    SpecialistTable.delete(handle, shard, batch.deletedSpecialists());
    SpecialistTable.write(handle, shard, batch.specialists());
    PerformanceTable.write(handle, shard, batch.performances());
    ShardTable.setChangeSeq(handle, shard, batch.changeSeq());
  }

  @Override
  public int purge(int shard, long epoch, long nowMicros, int limit) {
    if (limit < 1 || limit > MAX_PURGED) {
      throw new IllegalArgumentException("limit must be 1.." + MAX_PURGED + ", not " + limit);
    }
    return transactions.write(
        "purge shard " + shard,
        handle -> {
          ShardTable.lock(handle, shard, epoch);
          List<TaskId> expired = TaskTable.findExpired(handle, shard, nowMicros, limit);
          TaskTable.delete(handle, shard, expired);
          int left = limit - expired.size();
          return expired.size() + (left > 0 ? SessionTable.purge(handle, shard, left) : 0);
        });
  }

  @Override
  public Map<String, Performance> performanceOf(int shard, SpecialistKey specialist) {
    return transactions.read(
        "read what is known of " + specialist,
        handle -> PerformanceTable.read(handle, shard, specialist));
  }

  @Override
  public void probe() {
    transactions.write("probe the database", handle -> handle.createUpdate(PROBE).execute());
  }
}

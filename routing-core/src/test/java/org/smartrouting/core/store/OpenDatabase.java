package org.smartrouting.core.store;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.smartrouting.core.store.testing.TestDatabase;
import org.smartrouting.core.store.testing.TestDatabaseExtension;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/** Gives each test of a subclass an open store on a schema of its own. */
abstract class OpenDatabase {
  static final int SHARD = 1;

  final TestDatabaseExtension extension;
  TestDatabase schema;
  Database database;
  ShardStore shards;
  TaskReader tasks;
  PlanReader plans;
  long epoch;

  OpenDatabase(TestDatabaseExtension extension) {
    this.extension = extension;
  }

  @BeforeEach
  void open() {
    schema = extension.database().freshSchema();
    database = Database.open(config());
    shards = database.shards();
    tasks = database.tasks();
    plans = database.plans();
    epoch = shards.acquire(SHARD, "test");
  }

  @AfterEach
  void close() {
    database.close();
    schema.close();
  }

  DatabaseConfig config() {
    return DatabaseConfig.defaults()
        .at(schema.jdbcUrl(), schema.user(), schema.password())
        .withShardCount(4)
        .withPoolSize(3);
  }

  void commit(Batch batch) {
    shards.commit(SHARD, epoch, batch.build());
  }

  ShardImage load() {
    return shards.load(SHARD, epoch);
  }

  Task find(TaskId id) {
    return tasks.find(SHARD, List.of(id)).get(id);
  }

  static Task plain(long number) {
    return Samples.plain(Samples.id(SHARD, number), number);
  }

  static Task plain(long number, TaskState state) {
    return Samples.with(plain(number), Samples.status(state, number));
  }
}

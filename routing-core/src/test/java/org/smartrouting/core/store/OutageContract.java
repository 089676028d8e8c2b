package org.smartrouting.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.store.testing.TestDatabase;
import org.smartrouting.core.store.testing.TestDatabaseExtension;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskState;

/** What the store does when its database is killed under it; one subclass per kind. */
abstract class OutageContract {
  private static final int SHARD = 0;
  private static final int POOL_SIZE = 3;

  // The common pool can have a single thread, which the writer would keep to itself.
  private static final Executor THREADS = task -> new Thread(task, "outage").start();

  private final TestDatabaseExtension extension;
  private TestDatabase schema;
  private Database database;

  OutageContract(TestDatabaseExtension extension) {
    this.extension = extension;
  }

  @BeforeEach
  void open() {
    schema = extension.database().freshSchema();
    database =
        Database.open(
            DatabaseConfig.defaults()
                .at(schema.jdbcUrl(), schema.user(), schema.password())
                .withPoolSize(POOL_SIZE));
  }

  @AfterEach
  void close() {
    database.close();
    schema.restart();
    schema.close();
  }

  @Test
  void every_commit_that_returned_survives_a_kill_and_the_store_goes_on() {
    ShardStore shards = database.shards();
    AtomicLong returned = new AtomicLong();
    CountDownLatch busy = new CountDownLatch(100);
    long epoch = shards.acquire(SHARD, "before");
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(() -> commitForEver(shards, epoch, returned, busy), THREADS);
    awaitBusy(busy, writer);

    schema.kill();

    assertThatThrownBy(writer::join).hasCauseInstanceOf(StoreUnavailableException.class);
    schema.restart();
    long next = acquireAgain(shards);
    ShardImage image = shards.load(SHARD, next);
    List<Task> tasks = image.tasks();
    // The one commit whose answer was lost may or may not be there.
    assertThat((long) tasks.size()).isBetween(returned.get(), returned.get() + 1);
    assertThat(image.changeSeq()).isEqualTo(tasks.size());
    assertThat(tasks.get(tasks.size() - 1)).isEqualTo(task(tasks.size()));

    shards.commit(SHARD, next, new Batch().made(task(tasks.size() + 1)).build());
    shards.probe();
    assertThat(shards.load(SHARD, next).tasks()).hasSize(tasks.size() + 1);
  }

  private static void commitForEver(
      ShardStore shards, long epoch, AtomicLong returned, CountDownLatch busy) {
    while (true) {
      long number = returned.get() + 1;
      shards.commit(SHARD, epoch, new Batch().made(task(number)).build());
      returned.set(number);
      busy.countDown();
    }
  }

  private static void awaitBusy(CountDownLatch busy, CompletableFuture<Void> writer) {
    CompletableFuture<Void> committed =
        CompletableFuture.runAsync(
            () -> {
              try {
                busy.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            THREADS);
    CompletableFuture.anyOf(committed, writer).join();
  }

  /** Each connection of the pool may have to fail once before it is replaced. */
  private static long acquireAgain(ShardStore shards) {
    for (int failed = 0; failed < POOL_SIZE; failed++) {
      try {
        return shards.acquire(SHARD, "after");
      } catch (StoreUnavailableException e) {
        assertThat(e).hasMessageContaining("acquire shard 0");
      }
    }
    return shards.acquire(SHARD, "after");
  }

  private static Task task(long number) {
    return Samples.with(
        Samples.plain(Samples.id(SHARD, number), number), Samples.status(TaskState.QUEUED, number));
  }
}

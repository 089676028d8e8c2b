package org.smartrouting.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.score.Performance;
import org.smartrouting.core.specialist.Specialist;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.specialist.SpecialistState;
import org.smartrouting.core.store.TaskReader.View;
import org.smartrouting.core.store.testing.TestDatabase;
import org.smartrouting.core.store.testing.TestDatabaseExtension;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskState;

/** What every kind of database promises to the engine; one subclass per kind. */
abstract class StoreContract extends OpenDatabase {
  private static final int MEBIBYTE = 1 << 20;

  StoreContract(TestDatabaseExtension extension) {
    super(extension);
  }

  @Test
  void a_shard_that_nobody_used_is_empty() {
    assertThat(load()).isEqualTo(ShardImage.empty());
    assertThat(shards.shardCount()).isEqualTo(4);
  }

  @Test
  void each_acquisition_has_a_greater_epoch_and_ends_the_one_before() {
    long second = shards.acquire(SHARD, "other");

    assertThat(second).isGreaterThan(epoch);
    assertThatThrownBy(this::load).isInstanceOf(FencedException.class);
    assertThat(shards.load(SHARD, second)).isEqualTo(ShardImage.empty());
  }

  @Test
  void shards_have_epochs_of_their_own() {
    shards.acquire(SHARD + 1, "other");

    assertThat(load()).isEqualTo(ShardImage.empty());
  }

  @Test
  void a_fenced_writer_changes_nothing() {
    Task finished = plain(1, TaskState.SUCCEEDED);
    commit(new Batch().made(finished, plain(2)));
    long second = shards.acquire(SHARD, "other");
    Batch late = new Batch().made(plain(3)).deleted(finished.id()).pool(Samples.pool(Samples.POOL));

    assertThatThrownBy(() -> commit(late)).isInstanceOf(FencedException.class);
    assertThatThrownBy(() -> shards.purge(SHARD, epoch, Long.MAX_VALUE, 10))
        .isInstanceOf(FencedException.class);

    ShardImage image = shards.load(SHARD, second);
    assertThat(image).isEqualTo(new ShardImage(2, List.of(), List.of(), List.of(plain(2))));
    assertThat(find(finished.id())).isEqualTo(finished);
  }

  @Test
  void an_unknown_shard_is_refused() {
    assertThatThrownBy(() -> shards.acquire(4, "test"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4");
  }

  @Test
  void everything_that_was_committed_is_loaded() {
    Task full = Samples.full(Samples.id(SHARD, -1), 8);
    Task plain = Samples.plain(new TaskId(0, 0), 9);
    Specialist first = Samples.specialist("first");
    Specialist second = Samples.specialist("漢字");
    commit(
        new Batch()
            .made(full, plain)
            .pool(Samples.pool(Samples.POOL))
            .specialist(second)
            .specialist(first));

    assertThat(load())
        .isEqualTo(
            new ShardImage(
                9,
                List.of(Samples.pool(Samples.POOL)),
                List.of(first, second),
                List.of(plain, full)));
  }

  @Test
  void deletions_are_carried_out_before_the_rest_of_their_batch() {
    Task task = plain(1, TaskState.SUCCEEDED);
    Specialist specialist = Samples.specialist("a");
    commit(new Batch().made(task).pool(Samples.pool(Samples.POOL)).specialist(specialist));

    Task again = Samples.with(plain(1), Samples.status(TaskState.QUEUED, 2));
    commit(new Batch().deleted(task.id()).made(again).deleted(Samples.POOL));
    assertThat(load()).isEqualTo(new ShardImage(2, List.of(), List.of(specialist), List.of(again)));

    commit(new Batch().changeSeq(2).deleted(again.id()).deleted(specialist.key()));
    assertThat(load()).isEqualTo(new ShardImage(2, List.of(), List.of(), List.of()));
    assertThat(tasks.find(SHARD, List.of(task.id()))).isEmpty();
  }

  @Test
  void a_status_write_keeps_the_spec_and_the_payload() {
    Task full = Samples.full(Samples.id(SHARD, 1), 1);
    commit(new Batch().made(full));
    TaskResult result = new TaskResult(Bytes.of(new byte[] {1, 2}), "text/plain", Samples.UNICODE);
    Task done = Samples.with(full, Samples.fullStatus(TaskState.SUCCEEDED, 2, result));
    Task carried = Samples.with(done, TaskSpec.of("not written", full.spec().requirement()));

    commit(new Batch().changed(carried));

    assertThat(find(full.id())).isEqualTo(done);
    assertThat(load().tasks()).isEmpty();
  }

  @Test
  void a_write_of_the_spec_keeps_the_payload() {
    Task full = Samples.full(Samples.id(SHARD, 1), 1);
    commit(new Batch().made(full));
    Task urgent = Samples.with(full, full.spec().withPriority(Priority.BULK).withDeadline(99));

    commit(new Batch().respecified(urgent));

    assertThat(find(full.id())).isEqualTo(urgent);
  }

  @Test
  void a_status_write_of_a_missing_task_is_refused_and_makes_no_row() {
    Batch batch = new Batch().made(plain(1)).changed(plain(2), plain(3), plain(4), plain(5));

    assertThatThrownBy(() -> commit(batch)).isInstanceOf(IllegalStateException.class);

    assertThat(load()).isEqualTo(ShardImage.empty());
  }

  @Test
  void a_batch_takes_effect_wholly_or_not_at_all() {
    commit(new Batch().made(plain(700)));
    Batch batch = new Batch().pool(Samples.pool(Samples.POOL));
    LongStream.rangeClosed(1, 700).forEach(number -> batch.made(plain(number)));

    assertThatThrownBy(() -> commit(batch)).isInstanceOf(IllegalStateException.class);

    ShardImage image = load();
    assertThat(image.tasks()).containsExactly(plain(700));
    assertThat(image.pools()).isEmpty();
    assertThat(image.changeSeq()).isEqualTo(700);
  }

  @Test
  void a_batch_can_be_greater_than_a_statement_and_an_image_greater_than_a_page() {
    List<Task> many = LongStream.range(0, 1203).mapToObj(OpenDatabase::plain).toList();
    List<Task> shuffled = new ArrayList<>(many);
    Collections.shuffle(shuffled, new Random(1));
    commit(new Batch().made(shuffled.toArray(Task[]::new)));

    assertThat(load().tasks()).isEqualTo(many);

    List<Task> changed = many.stream().map(StoreContract::finished).toList();
    commit(new Batch().changed(changed.toArray(Task[]::new)));
    assertThat(load().tasks()).isEmpty();
    assertThat(find(many.get(1202).id())).isEqualTo(changed.get(1202));
  }

  private static Task finished(Task task) {
    return Samples.with(task, Samples.status(TaskState.FAILED, task.status().changeSeq() + 1));
  }

  @Test
  void payload_and_output_may_have_a_mebibyte_each() {
    byte[] payload = new byte[MEBIBYTE];
    byte[] output = new byte[MEBIBYTE];
    Arrays.fill(payload, (byte) 0);
    Arrays.fill(output, (byte) '\'');
    TaskSpec base = Samples.fullSpec();
    List<Task> large =
        LongStream.range(1, 4)
            .mapToObj(number -> Samples.with(plain(number), withPayload(base, payload)))
            .toList();
    commit(new Batch().made(large.toArray(Task[]::new)));
    assertThat(load().tasks()).isEqualTo(large);

    TaskResult result = new TaskResult(Bytes.of(output), "", "");
    Task done = Samples.with(large.get(0), Samples.fullStatus(TaskState.SUCCEEDED, 4, result));
    commit(new Batch().changed(done));
    assertThat(find(done.id())).isEqualTo(done);
  }

  private static TaskSpec withPayload(TaskSpec spec, byte[] payload) {
    return new TaskSpec(
        spec.title(),
        spec.taskType(),
        spec.requirement(),
        spec.priority(),
        spec.deadlineMicros(),
        spec.runAfterMicros(),
        Bytes.of(payload),
        spec.payloadType(),
        spec.labels(),
        spec.retry(),
        spec.dependencies(),
        spec.executionTimeoutMicros(),
        spec.fairnessKey(),
        spec.session(),
        spec.affinity(),
        spec.preemptible());
  }

  @Test
  void purge_deletes_the_oldest_finished_tasks_whose_time_has_come() {
    List<Task> finished = new ArrayList<>();
    for (int number = 1; number <= 5; number++) {
      finished.add(plain(number, TaskState.FAILED));
    }
    Task live = plain(6);
    commit(new Batch().made(finished.toArray(Task[]::new)).made(live));

    assertThat(shards.purge(SHARD, epoch, 5_000, 10)).isZero();
    assertThat(shards.purge(SHARD, epoch, 5_001, 3)).isEqualTo(3);
    assertThat(tasks.list(SHARD, Samples.POOL, TaskState.FAILED, null, 10, View.FULL))
        .containsExactly(finished.get(4), finished.get(3));
    assertThat(shards.purge(SHARD, epoch, 5_001, 3)).isEqualTo(2);
    assertThat(load().tasks()).containsExactly(live);
  }

  @Test
  void what_is_known_of_a_specialist_goes_with_it() {
    SpecialistKey key = Samples.specialist("a").key();
    SpecialistKey other = Samples.specialist("b").key();
    Performance known = new Performance(1, 0.1, 1e-9, -3.5, Double.MIN_VALUE, 77);
    commit(
        new Batch()
            .specialist(Samples.specialist("a"))
            .specialist(Samples.specialist("b"))
            .performance(new PerformanceWrite(key, "x", Performance.NONE))
            .performance(new PerformanceWrite(key, "y", Performance.NONE))
            .performance(new PerformanceWrite(other, "x", known)));
    commit(new Batch().performance(new PerformanceWrite(key, "x", known)));
    assertThat(shards.performanceOf(SHARD, key))
        .isEqualTo(Map.of("x", known, "y", Performance.NONE));

    commit(new Batch().deleted(key));

    assertThat(shards.performanceOf(SHARD, key)).isEmpty();
    assertThat(shards.performanceOf(SHARD, other)).isEqualTo(Map.of("x", known));
    assertThat(load().specialists()).containsExactly(Samples.specialist("b"));
  }

  @Test
  void pools_and_specialists_are_replaced() {
    commit(new Batch().pool(Samples.pool(Samples.POOL)).specialist(Samples.specialist("a")));
    var pool = Samples.pool(Samples.POOL).withPolicy(PoolPolicy.DEFAULT, 77);
    var specialist = Samples.specialist("a").withState(SpecialistState.READY, 78);

    commit(new Batch().pool(pool).specialist(specialist));

    ShardImage replaced = new ShardImage(0, List.of(pool), List.of(specialist), List.of());
    assertThat(load()).isEqualTo(replaced);
    // Deleted and made anew in one batch.
    commit(
        new Batch()
            .pool(pool)
            .specialist(specialist)
            .deleted(Samples.POOL)
            .deleted(specialist.key()));
    assertThat(load()).isEqualTo(replaced);
  }

  @Test
  void a_second_opening_finds_everything_and_the_epoch_rises_on() {
    commit(new Batch().made(plain(1)));
    database.close();

    database = Database.open(config().withMigrations(DatabaseConfig.Migrations.REQUIRE));
    shards = database.shards();
    long next = shards.acquire(SHARD, "test");

    assertThat(next).isEqualTo(epoch + 1);
    assertThat(shards.load(SHARD, next).tasks()).containsExactly(plain(1));
  }

  @Test
  void another_number_of_shards_is_refused_with_both_numbers() {
    assertThatThrownBy(() -> Database.open(config().withShardCount(5)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has 4 shards")
        .hasMessageContaining("says 5");
  }

  @Test
  void missing_tables_are_refused_when_they_must_not_be_made() {
    try (TestDatabase empty = extension.database().freshSchema()) {
      DatabaseConfig config =
          config()
              .at(empty.jdbcUrl(), empty.user(), empty.password())
              .withMigrations(DatabaseConfig.Migrations.REQUIRE);

      assertThatThrownBy(() -> Database.open(config))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("2 migrations");
    }
  }

  @Test
  void a_probe_of_a_healthy_database_succeeds() {
    shards.probe();
    shards.probe();

    assertThat(database.product()).isNotEmpty();
  }
}

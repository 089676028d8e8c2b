package org.smartrouting.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.orchestration.Complexity;
import org.smartrouting.core.orchestration.Plan;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.orchestration.Session;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.orchestration.SpecialistType;
import org.smartrouting.core.store.PlanReader.Filter;
import org.smartrouting.core.store.testing.TestDatabaseExtension;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/** What every kind of database promises of sessions and plans; one subclass per kind. */
abstract class PlanReaderContract extends OpenDatabase {
  private static final SessionId SESSION = PlanSamples.session(SHARD, 7);
  private static final SessionId OTHER = PlanSamples.session(SHARD, 8);
  private static final TaskState[] STATES = TaskState.values();

  PlanReaderContract(TestDatabaseExtension extension) {
    super(extension);
  }

  /** Number n is in the state n modulo 9; numbers 10 to 20 are parts of number 1. */
  private static Task task(long number, SessionId session) {
    TaskId parent = number >= 10 && number <= 20 ? plain(1).id() : null;
    Task plain = plain(number, STATES[(int) (number % STATES.length)]);
    Task inSession =
        new Task(
            plain.id(),
            plain.pool(),
            plain.spec().withSession(session.toString()),
            plain.fingerprint(),
            plain.delivery(),
            number,
            plain.status());
    return PlanSamples.planned(inSession, session, parent, number);
  }

  private void fill() {
    Batch batch = new Batch().session(PlanSamples.row(SESSION, false));
    for (long number = 1; number <= 40; number++) {
      batch.made(task(number, SESSION));
    }
    commit(batch.made(task(41, OTHER)).made(plain(42)));
  }

  private List<Long> numbers(Filter filter) {
    List<Long> numbers = new ArrayList<>();
    long after = 0;
    while (true) {
      List<Task> page = plans.list(filter, after, 7);
      for (Task task : page) {
        after = plan(task).spec().sequence();
        numbers.add(after);
      }
      if (page.size() < 7) {
        assertThat(plans.count(filter)).isEqualTo(numbers.size());
        return numbers;
      }
    }
  }

  @Test
  void planned_tasks_are_found_whole_and_loaded() {
    fill();

    assertThat(find(task(3, SESSION).id())).isEqualTo(task(3, SESSION));
    assertThat(find(plain(42).id())).isEqualTo(plain(42));
    assertThat(load().tasks()).contains(task(1, SESSION), task(10, SESSION));
    assertThat(load().sessions()).containsExactly(PlanSamples.row(SESSION, false));
  }

  @Test
  void tasks_are_listed_in_the_order_of_their_numbers_and_counted() {
    fill();

    assertThat(numbers(Filter.of(SESSION, Set.of()))).isEqualTo(range(1, 40));
    assertThat(numbers(Filter.of(OTHER, Set.of()))).containsExactly(41L);
    assertThat(numbers(Filter.of(SESSION, Set.of()).partsOf(plain(1).id())))
        .isEqualTo(range(10, 20));
  }

  @Test
  void every_filter_filters() {
    fill();
    Set<PlanStatus> open = Set.of(PlanStatus.PENDING, PlanStatus.ACTIVE);

    assertThat(numbers(Filter.of(SESSION, open)))
        .isEqualTo(LongStream.rangeClosed(1, 40).filter(n -> n % 9 <= 2).boxed().toList());
    assertThat(numbers(Filter.of(SESSION, open).partsOf(plain(1).id())))
        .containsExactly(10L, 11L, 18L, 19L, 20L);
    assertThat(numbers(filter(Set.of("nothing"), Set.of(), Set.of(), "", 0, 99))).isEmpty();
    assertThat(numbers(filter(Set.of("default", "x"), Set.of(), Set.of(), "", 0, 99))).hasSize(40);
    assertThat(numbers(filter(Set.of(), Set.of(SpecialistType.CODER), Set.of(), "", 0, 9)))
        .containsExactly(2L, 4L, 6L, 8L);
    assertThat(numbers(filter(Set.of(), Set.of(), Set.of(Complexity.TRIVIAL), "", 30, 99)))
        .containsExactly(30L, 33L, 36L, 39L);
    assertThat(numbers(filter(Set.of(), Set.of(), Set.of(), "nUMBER 4", 0, 99)))
        .containsExactly(4L, 40L);
    assertThat(numbers(filter(Set.of(), Set.of(), Set.of(), "%", 0, 99))).isEmpty();
  }

  private static Filter filter(
      Set<String> types,
      Set<SpecialistType> roles,
      Set<Complexity> complexities,
      String text,
      long from,
      long until) {
    return new Filter(SESSION, Set.of(), types, roles, complexities, null, text, from, until);
  }

  @Test
  void a_status_write_keeps_what_was_planned_and_a_write_of_the_spec_changes_it() {
    fill();
    Task before = task(3, SESSION);
    Plan changed = new Plan(PlanSamples.spec(OTHER, null, 2), PlanSamples.state(plain(5).id()));

    commit(new Batch().changed(before.with(changed)));
    assertThat(plan(find(before.id()))).isEqualTo(new Plan(plan(before).spec(), changed.state()));
    assertThat(numbers(Filter.of(SESSION, Set.of(PlanStatus.ARCHIVED)))).containsExactly(3L);

    commit(new Batch().respecified(before.with(changed)));
    assertThat(plan(find(before.id())).spec().brief()).isEqualTo(changed.spec().brief());
    assertThat(plan(find(before.id())).spec().specialistType()).isEqualTo(SpecialistType.CODER);
  }

  @Test
  void an_artifact_of_any_size_comes_back_as_it_was() {
    for (int size : new int[] {0, 1, ArtifactTable.CHUNK_BYTES, 300_000}) {
      byte[] content = new byte[size];
      for (int i = 0; i < size; i++) {
        content[i] = (byte) ((i * 31) >> 3);
      }
      TaskId task = plain(size).id();
      commit(new Batch().artifact(new ArtifactWrite(task, "x", 2, Bytes.of(content))));

      assertThat(plans.artifact(task, "x", 2)).isEqualTo(Bytes.of(content));
      assertThat(plans.artifact(task, "x", 1)).isNull();
      commit(new Batch().discarded(task));
      assertThat(plans.artifact(task, "x", 2)).isNull();
    }
  }

  @Test
  void a_session_is_replaced_and_one_that_was_removed_is_not_loaded() {
    fill();
    Session next =
        new Session(
            SESSION,
            Samples.POOL,
            PlanSamples.row(SESSION, false).workingDirectory(),
            "key",
            "another focus",
            5,
            60,
            70,
            PlanSamples.row(SESSION, false).counts().plus(PlanStatus.ACTIVE, 1),
            false);
    commit(new Batch().session(next));
    assertThat(load().sessions()).containsExactly(next);

    commit(new Batch().session(PlanSamples.row(SESSION, true)));
    assertThat(load().sessions()).isEmpty();
  }

  @Test
  void a_removed_session_is_purged_with_all_that_belongs_to_it_and_nothing_else() {
    fill();
    TaskId task = plain(3).id();
    commit(new Batch().artifact(new ArtifactWrite(task, "x", 1, Bytes.EMPTY)));
    commit(new Batch().session(PlanSamples.row(SESSION, true)));

    int purged = 0;
    int last;
    do {
      last = shards.purge(SHARD, epoch, 0, 15);
      purged += last;
    } while (last > 0);

    assertThat(purged).as("forty tasks and the session").isEqualTo(41);
    assertThat(plans.count(Filter.of(SESSION, Set.of()))).isZero();
    assertThat(tasks.find(SHARD, List.of(task, plain(40).id()))).isEmpty();
    assertThat(plans.artifact(task, "x", 1)).isNull();
    assertThat(numbers(Filter.of(OTHER, Set.of()))).containsExactly(41L);
    assertThat(find(plain(42).id())).isEqualTo(plain(42));
  }

  @Test
  void a_deleted_task_goes_with_its_plan_and_its_artifacts() {
    fill();
    TaskId task = plain(3).id();
    commit(new Batch().artifact(new ArtifactWrite(task, "x", 1, Bytes.EMPTY)));

    commit(new Batch().deletedPlan(task).discarded(task));

    assertThat(tasks.find(SHARD, List.of(task))).isEmpty();
    assertThat(numbers(Filter.of(SESSION, Set.of()))).doesNotContain(3L).hasSize(39);
    assertThat(plans.artifact(task, "x", 1)).isNull();
  }

  private static Plan plan(Task task) {
    Plan plan = task.plan();
    assertThat(plan).as("plan of %s", task.id()).isNotNull();
    return plan;
  }

  private static List<Long> range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }
}

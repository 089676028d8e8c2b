package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.POOL;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.START;
import static org.smartrouting.core.engine.EngineFixture.TENANT;
import static org.smartrouting.core.engine.EngineFixture.request;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.TaskCommand.Delete;
import org.smartrouting.core.engine.TaskCommand.Get;
import org.smartrouting.core.engine.TaskCommand.Request;
import org.smartrouting.core.engine.TaskCommand.Submit;
import org.smartrouting.core.engine.TaskCommand.Submitted;
import org.smartrouting.core.engine.TaskCommand.Update;
import org.smartrouting.core.pool.Durability;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/** How tasks are made, once for each request, and what their submitters can do with them. */
final class SubmitTest {
  private final EngineFixture fixture = new EngineFixture();

  private <R> Outcome<R> raw(Command<R> command, Stored stored) {
    return fixture.engine().apply(command, stored, fixture.now());
  }

  private static <R> Set<TaskId> asked(Outcome<R> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.NeedsStored.class);
    return ((Outcome.NeedsStored<R>) outcome).ids();
  }

  @Test
  void a_repeated_request_returns_its_task_while_it_lives_and_from_the_store() {
    Submitted first = fixture.done(new Submit(request("r1"), spec("work")));
    assertThat(first.repeated()).isFalse();
    Submitted live = fixture.done(new Submit(request("r1"), spec("work")));
    assertThat(live.repeated()).isTrue();
    assertThat(live.task().id()).isEqualTo(first.task().id());

    fixture.connect("ann", 1);
    fixture.complete(first.task().id());
    fixture.restart();
    Submitted stored = fixture.done(new Submit(request("r1"), spec("work")));
    assertThat(stored.repeated()).isTrue();
    assertThat(stored.task().state()).isEqualTo(TaskState.SUCCEEDED);
  }

  @Test
  void a_request_id_with_another_body_is_refused() {
    fixture.done(new Submit(request("r1"), spec("work")));
    Request other = new Request(request("r1").id(), POOL, new RequestFingerprint(9, 9));

    assertThat(fixture.reason(new Submit(other, spec("other"))))
        .isEqualTo(RefusalReason.REQUEST_ID_REUSED);
  }

  @Test
  void two_equal_requests_whose_lookups_are_under_way_together_make_one_task() {
    Submit submit = new Submit(request("r1"), spec("work"));
    Stored firstRead = fixture.store.read(asked(raw(submit, Stored.NOTHING)));
    Stored secondRead = fixture.store.read(asked(raw(submit, Stored.NOTHING)));

    assertThat(raw(submit, firstRead)).isInstanceOf(Outcome.Done.class);
    Outcome<Submitted> second = raw(submit, secondRead);

    assertThat(second).isInstanceOf(Outcome.Done.class);
    assertThat(((Outcome.Done<Submitted>) second).value().repeated()).isTrue();
    assertThat(fixture.engine().taskCount()).isEqualTo(1);
  }

  @Test
  void a_lookup_that_is_older_than_the_whole_life_of_the_task_is_asked_again() {
    fixture.connect("ann", 1);
    Submit submit = new Submit(request("r1"), spec("work"));
    Stored old = fixture.store.read(asked(raw(submit, Stored.NOTHING)));
    TaskId id = fixture.done(submit).task().id();
    fixture.complete(id);
    assertThat(fixture.engine().taskCount()).isZero();

    Set<TaskId> again = asked(raw(submit, old));
    Outcome<Submitted> repeated = raw(submit, fixture.store.read(again));

    assertThat(((Outcome.Done<Submitted>) repeated).value().repeated()).isTrue();
  }

  @Test
  void a_question_that_will_not_be_answered_leaves_nothing_behind() {
    Submit submit = new Submit(request("r1"), spec("work"));
    fixture.engine().abandon(asked(raw(submit, Stored.NOTHING)));

    assertThat(fixture.done(submit).repeated()).isFalse();
  }

  @Test
  void a_deleted_task_is_gone_at_once_although_its_row_can_still_be_read() {
    fixture.connect("ann", 1);
    TaskId id = fixture.done(new Submit(request("r1"), spec("work"))).task().id();
    fixture.complete(id);
    fixture.manualCommits();
    assertThat(fixture.done(new Delete(TENANT, id)).state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(fixture.store.tasks()).containsKey(id);

    Stored stillThere = fixture.store.read(asked(raw(new Get(TENANT, id), Stored.NOTHING)));
    assertThat(raw(new Get(TENANT, id), stillThere)).isInstanceOf(Outcome.Refused.class);

    Submit again = new Submit(request("r1"), spec("work"));
    Stored read = fixture.store.read(asked(raw(again, Stored.NOTHING)));
    Outcome<Submitted> made = raw(again, read);
    assertThat(((Outcome.Done<Submitted>) made).value().repeated()).isFalse();
    fixture.commit();
    assertThat(fixture.store.tasks().get(id).state()).isNotEqualTo(TaskState.SUCCEEDED);
  }

  @Test
  void a_row_read_before_its_deletion_was_committed_is_read_again() {
    fixture.connect("ann", 1);
    TaskId id = fixture.done(new Submit(request("r1"), spec("work"))).task().id();
    fixture.complete(id);
    fixture.manualCommits();
    fixture.done(new Delete(TENANT, id));
    Stored old = fixture.store.read(asked(raw(new Get(TENANT, id), Stored.NOTHING)));
    fixture.commit();

    assertThat(asked(raw(new Get(TENANT, id), old))).containsExactly(id);
  }

  @Test
  void only_a_finished_task_is_deleted_and_its_deletion_waits_for_its_last_commit() {
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("work").id();
    assertThat(fixture.reason(new Delete(TENANT, id))).isEqualTo(RefusalReason.WRONG_TASK_STATE);

    fixture.manualCommits();
    fixture.complete(id);
    Delete delete = new Delete(TENANT, id);
    Stored tooEarly = fixture.store.read(asked(raw(delete, Stored.NOTHING)));
    fixture.commit();
    Set<TaskId> again = asked(raw(delete, tooEarly));
    Outcome<Task> deleted = raw(delete, fixture.store.read(again));

    assertThat(((Outcome.Done<Task>) deleted).value().state()).isEqualTo(TaskState.SUCCEEDED);
    fixture.commit();
    assertThat(fixture.store.tasks()).doesNotContainKey(id);
    assertThat(fixture.reason(new Get(TENANT, id))).isEqualTo(RefusalReason.TASK_NOT_FOUND);
  }

  @Test
  void a_full_pool_takes_no_task_until_one_ends() {
    fixture.policy(base -> Policies.limits(base, 2, Durability.COMMITTED));
    TaskId one = fixture.submit("one").id();
    fixture.submit("two");
    assertThat(fixture.reason(new Submit(fixture.freshRequest(), spec("three"))))
        .isEqualTo(RefusalReason.POOL_FULL);

    fixture.cancel(one);
    fixture.submit("three");
  }

  @Test
  void payloads_are_taken_only_up_to_the_limit_of_memory_also_after_a_restart() {
    EngineFixture small = new EngineFixture(1, 1_000);
    TaskId first = small.submit(Specs.withPayload(spec("a"), 600)).id();
    Submit next = new Submit(small.freshRequest(), Specs.withPayload(spec("b"), 401));
    assertThat(small.reason(next)).isEqualTo(RefusalReason.MEMORY_FULL);
    small.restart();
    assertThat(small.reason(next)).isEqualTo(RefusalReason.MEMORY_FULL);

    small.cancel(first);
    small.done(next);
  }

  @Test
  void a_task_for_a_pool_that_does_not_exist_is_refused() {
    Request request =
        new Request(
            fixture.freshRequest().id(), new PoolKey(TENANT, "none"), RequestFingerprint.NONE);

    assertThat(fixture.reason(new Submit(request, spec("work"))))
        .isEqualTo(RefusalReason.POOL_NOT_FOUND);
  }

  @Test
  void an_update_changes_priority_deadline_and_labels_and_keeps_the_first_queue_time() {
    TaskId id = fixture.submit("work").id();
    fixture.advance(5 * SECOND);
    Task before = fixture.get(id);
    long deadline = START + 500 * SECOND;
    Update update = new Update(TENANT, id, Priority.CRITICAL, deadline, Map.of("k", "v"), null, 0);

    Task after = fixture.done(update);

    assertThat(after.spec().priority()).isEqualTo(Priority.CRITICAL);
    assertThat(after.spec().deadlineMicros()).isEqualTo(deadline);
    assertThat(after.spec().labels()).containsExactly(Map.entry("k", "v"));
    assertThat(after.status().queuedMicros()).isEqualTo(before.status().queuedMicros());
    assertThat(after.status().virtualDeadlineMicros()).isEqualTo(START + SECOND);
    assertThat(after.status().version()).isGreaterThan(before.status().version());
    fixture.restart();
    assertThat(fixture.get(id).spec()).isEqualTo(after.spec());
  }

  @Test
  void an_update_on_the_basis_of_an_old_version_or_of_a_finished_task_is_refused() {
    Task task = fixture.submit("work");
    long version = task.status().version();
    Update update = new Update(TENANT, task.id(), Priority.HIGH, null, null, null, version);
    fixture.done(update);

    assertThat(fixture.reason(update)).isEqualTo(RefusalReason.STALE_ETAG);
    fixture.cancel(task.id());
    assertThat(fixture.reason(new Update(TENANT, task.id(), null, null, null, null, 0)))
        .isEqualTo(RefusalReason.WRONG_TASK_STATE);
  }

  @Test
  void tasks_of_other_tenants_do_not_exist() {
    fixture.connect("ann", 1);
    TaskId live = fixture.submit("live").id();
    TaskId ended = fixture.submit("ended").id();
    fixture.cancel(ended);

    for (TaskId id : List.of(live, ended)) {
      List<Command<?>> commands =
          List.of(
              new Get("other", id),
              new TaskCommand.Cancel("other", id, ""),
              new Delete("other", id),
              new Update("other", id, Priority.LOW, null, null, null, 0),
              new RouteCommand.Explain("other", id, 3));
      for (Command<?> command : commands) {
        assertThat(fixture.reason(command)).isEqualTo(RefusalReason.TASK_NOT_FOUND);
      }
      PoolKey foreign = new PoolKey("other", PoolKey.DEFAULT_POOL);
      Request request = new Request(fixture.freshRequest().id(), foreign, RequestFingerprint.NONE);
      assertThat(fixture.reason(new TaskCommand.Resubmit(request, id)))
          .isEqualTo(RefusalReason.TASK_NOT_FOUND);
      assertThat(fixture.reason(new Submit(request, spec("x").withDependencies(List.of(id)))))
          .isEqualTo(RefusalReason.DEPENDENCY_NOT_FOUND);
    }
  }
}

package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.TENANT;
import static org.smartrouting.core.engine.Planning.task;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.PlanCommand.Cancelled;
import org.smartrouting.core.engine.SessionCommand.Removed;
import org.smartrouting.core.engine.SessionCommand.RoleLoad;
import org.smartrouting.core.engine.SessionCommand.SessionView;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.orchestration.Session;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.orchestration.SpecialistType;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;

final class SessionsOfPlansTest {
  private final Planning planning = new Planning();
  private final EngineFixture engine = planning.engine;

  SessionsOfPlansTest() {
    engine.connect("ann", 10);
  }

  @Test
  void the_session_of_a_directory_is_opened_once_also_after_a_restart() {
    assertThat(planning.open("/project").session().id()).isEqualTo(planning.session);
    engine.restart();
    assertThat(planning.open("/project").session().id()).isEqualTo(planning.session);
    assertThat(planning.open("/elsewhere").session().id()).isNotEqualTo(planning.session);
    assertThat(engine.done(new SessionCommand.ListAll(EngineFixture.POOL))).hasSize(2);
  }

  @Test
  void counts_and_what_was_interrupted_survive_a_restart() {
    planning.plan(
        task("whole"),
        task("a").in("whole"),
        task("b").in("whole").after("a"),
        task("c").in("whole"));
    planning.finish("a");
    planning.begin("c");
    SessionView before = planning.look();

    engine.restart();

    SessionView after = planning.look();
    assertThat(after.session()).isEqualTo(before.session());
    assertThat(titles(after.interrupted())).containsExactly("c");
    assertThat(titles(after.readyTasks())).containsExactly("b");
    assertThat(after.ready()).isEqualTo(1);
    assertThat(titles(after.open())).containsExactly("whole", "b", "c");
    assertThat(after.session().counts().of(PlanStatus.COMPLETED)).isEqualTo(1);
  }

  @Test
  void cancelling_a_task_cancels_its_parts_and_reports_every_task_that_is_concerned() {
    planning.plan(
        task("whole"),
        task("a").in("whole"),
        task("b").in("a"),
        task("next").after("b"),
        task("other"));
    planning.begin("b");

    Cancelled cancelled = engine.done(planning.cancel("whole", true));

    assertThat(cancelled.previous()).isEqualTo(PlanStatus.PENDING);
    assertThat(cancelled.parts()).containsExactly(planning.id("a"), planning.id("b"));
    assertThat(cancelled.dependents()).extracting(Task::id).containsExactly(planning.id("next"));
    assertThat(planning.status("next")).isEqualTo(PlanStatus.BLOCKED);
    assertThat(planning.ready()).containsExactly("other");
    assertThat(engine.engine().heldCount()).as("the slot is free").isZero();
    assertThat(engine.done(planning.cancel("whole", true)).task().state().isFinal()).isTrue();
  }

  @Test
  void parts_go_on_without_their_parent_if_they_are_to() {
    planning.plan(task("whole"), task("a").in("whole"));

    engine.done(planning.cancel("whole", false));

    assertThat(planning.ready()).containsExactly("a");
    planning.finish("a");
    assertThat(planning.look().session().counts().open()).isZero();
  }

  @Test
  void a_cancelled_task_can_lose_what_it_has_stored() {
    planning.plan(task("a"));
    planning.begin("a");
    PlanCommand.Cancel command =
        new PlanCommand.Cancel(TENANT, planning.id("a"), "no", false, true);

    engine.done(command);

    assertThat(engine.store.artifacts()).isEmpty();
    assertThat(planning.get("a").plan().state().artifacts()).isEmpty();
  }

  @Test
  void a_finished_task_is_put_away_and_counts_as_such() {
    planning.plan(task("a"), task("b").after("a"));
    assertThat(engine.reason(delete("a", true, false))).isEqualTo(RefusalReason.WRONG_TASK_STATE);
    planning.finish("a");

    assertThat(engine.done(delete("a", true, false))).containsExactly(planning.id("b"));
    assertThat(planning.status("a")).isEqualTo(PlanStatus.ARCHIVED);
    engine.done(delete("a", true, false));
    engine.restart();

    assertThat(planning.status("a")).isEqualTo(PlanStatus.ARCHIVED);
    assertThat(planning.look().session().counts().of(PlanStatus.ARCHIVED)).isEqualTo(1);
    assertThat(planning.look().session().counts().of(PlanStatus.COMPLETED)).isZero();
  }

  @Test
  void a_task_that_others_need_is_removed_only_by_force() {
    planning.plan(task("a"), task("b").after("a"));
    planning.finish("a");

    Refusal refusal = engine.refused(delete("a", false, false));
    assertThat(refusal.reason()).isEqualTo(RefusalReason.HAS_DEPENDENTS);
    assertThat(refusal.metadata()).containsEntry("dependent", planning.id("b").toString());
    engine.done(delete("a", false, true));

    assertThat(engine.reason(new PlanCommand.Get(TENANT, planning.id("a"))))
        .isEqualTo(RefusalReason.TASK_NOT_FOUND);
    assertThat(engine.store.tasks()).doesNotContainKey(planning.id("a"));
    assertThat(planning.look().session().counts().total()).isEqualTo(1);
    assertThat(planning.ready()).containsExactly("b");
  }

  @Test
  void who_submits_tasks_cannot_delete_what_a_session_keeps() {
    planning.plan(task("a"));
    planning.finish("a");

    assertThat(engine.reason(new TaskCommand.Delete(TENANT, planning.id("a"))))
        .isEqualTo(RefusalReason.WRONG_TASK_STATE);
  }

  @Test
  void a_session_is_removed_with_its_tasks_unless_somebody_works_for_it() {
    planning.plan(task("a"), task("b"));
    planning.begin("a");
    assertThat(engine.reason(remove())).isEqualTo(RefusalReason.WRONG_TASK_STATE);
    engine.advance(Planning.LEASE + SECOND);

    Removed removed = engine.done(remove());

    assertThat(removed.cancelled()).isEqualTo(2);
    assertThat(engine.reason(new SessionCommand.Look(TENANT, planning.session)))
        .isEqualTo(RefusalReason.SESSION_NOT_FOUND);
    assertThat(engine.reason(new PlanCommand.Get(TENANT, planning.id("a"))))
        .isEqualTo(RefusalReason.TASK_NOT_FOUND);
    assertThat(engine.store.sessions().get(planning.session).removed()).isTrue();
    engine.restart();
    assertThat(planning.open("/project").session().id()).isNotEqualTo(planning.session);
  }

  @Test
  void a_session_that_has_changed_since_it_was_looked_at_stays() {
    long seen = planning.look().session().activityMicros();
    engine.skip(SECOND);
    planning.plan(task("a"));

    assertThat(engine.reason(new SessionCommand.Remove(TENANT, planning.session, seen)))
        .isEqualTo(RefusalReason.STALE_ETAG);
  }

  @Test
  void nothing_of_a_session_is_seen_by_other_tenants() {
    planning.plan(task("a"));

    assertThat(engine.reason(new SessionCommand.Look("other", planning.session)))
        .isEqualTo(RefusalReason.SESSION_NOT_FOUND);
    assertThat(engine.reason(new PlanCommand.Get("other", planning.id("a"))))
        .isEqualTo(RefusalReason.TASK_NOT_FOUND);
    TaskId a = planning.id("a");
    assertThat(engine.reason(new PlanCommand.Cancel("other", a, "", true, true)))
        .isEqualTo(RefusalReason.TASK_NOT_FOUND);
  }

  @Test
  void a_pool_with_a_session_is_not_deleted() {
    PoolKey pool = new PoolKey(TENANT, "projects");
    PoolPolicy policy = PoolPolicy.DEFAULT;
    engine.done(new PoolCommand.Create(pool, policy, "", RequestFingerprint.NONE));
    SessionId id = new SessionId(TaskId.random(0, 5, 5));
    engine.done(new SessionCommand.Open(id, pool, "/there", "", ""));

    assertThat(engine.reason(new PoolCommand.Delete(pool, -1)))
        .isEqualTo(RefusalReason.POOL_NOT_EMPTY);
    engine.done(new SessionCommand.Remove(TENANT, id, Long.MAX_VALUE));
    engine.done(new PoolCommand.Delete(pool, -1));
  }

  @Test
  void a_plain_task_is_none_of_a_session() {
    TaskId plain = engine.submit("plain").id();

    assertThat(engine.reason(new PlanCommand.Get(TENANT, plain)))
        .isEqualTo(RefusalReason.TASK_NOT_FOUND);
  }

  @Test
  void a_session_knows_what_waits_for_each_role() {
    RoleLoad generic = planning.look().roles().get(SpecialistType.GENERIC);

    assertThat(generic).isEqualTo(new RoleLoad(0, 0, 0, 0));
    assertThat(planning.look().roles()).hasSize(SpecialistType.values().length);
  }

  @Test
  void sessions_are_listed_with_the_one_that_changed_last_first() {
    engine.skip(SECOND);
    SessionId second = planning.open("/second").session().id();
    engine.skip(SECOND);
    planning.plan(task("a"));

    assertThat(engine.done(new SessionCommand.ListAll(EngineFixture.POOL)))
        .extracting(Session::id)
        .containsExactly(planning.session, second);
  }

  private SessionCommand.Remove remove() {
    return new SessionCommand.Remove(TENANT, planning.session, Long.MAX_VALUE);
  }

  private PlanCommand.Delete delete(String name, boolean archive, boolean force) {
    return new PlanCommand.Delete(TENANT, planning.id(name), archive, force);
  }

  private static List<String> titles(List<Task> tasks) {
    return tasks.stream().map(task -> task.spec().title()).toList();
  }
}

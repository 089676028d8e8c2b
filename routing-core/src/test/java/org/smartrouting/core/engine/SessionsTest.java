package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.AssignmentCommand.Reference;
import org.smartrouting.core.pool.QueuePolicy;
import org.smartrouting.core.pool.SessionOrder;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;

/** Sessions that have begun are finished first, where the pool wants it. */
final class SessionsTest {
  private final EngineFixture fixture = new EngineFixture();
  private long ann;

  @BeforeEach
  void longLeases() {
    fixture.policy(base -> Policies.times(base, 900 * SECOND, 900 * SECOND, 900 * SECOND));
    sessions(SessionOrder.FINISH_STARTED);
  }

  private void sessions(SessionOrder order) {
    fixture.policy(base -> base.withQueue(QueuePolicy.DEFAULT.withSessionOrder(order)));
  }

  private TaskId submit(String session, String key) {
    TaskId id = fixture.submit(spec(session).withSession(session).withFairnessKey(key)).id();
    fixture.advance(SECOND);
    return id;
  }

  private TaskId submit(String session) {
    return submit(session, "");
  }

  /** One specialist does so many; the ids in order. */
  private List<TaskId> serve(int count) {
    if (ann == 0) {
      ann = fixture.connect("ann", 1);
    }
    List<TaskId> served = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Push.Assigned> given = fixture.pushesTo(ann, Push.Assigned.class);
      TaskId id = given.get(given.size() - 1).task().id();
      served.add(id);
      fixture.complete(id);
    }
    return served;
  }

  private long key(TaskId id) {
    return fixture.get(id).status().virtualDeadlineMicros();
  }

  @Test
  void the_rest_of_a_session_that_has_begun_goes_before_those_that_have_not() {
    TaskId a1 = submit("a");
    TaskId b1 = submit("b");
    TaskId a2 = submit("a");
    TaskId b2 = submit("b");
    TaskId none = submit("");
    TaskId a3 = submit("a");

    assertThat(serve(6)).containsExactly(a1, a2, a3, b1, b2, none);
  }

  @Test
  void by_default_sessions_mean_nothing() {
    sessions(SessionOrder.NONE);
    List<TaskId> ids = List.of(submit("a"), submit("b"), submit("a"), submit("b"));

    assertThat(serve(4)).isEqualTo(ids);
  }

  @Test
  void who_comes_later_to_a_session_that_goes_on_is_before_the_others_too() {
    TaskId a1 = submit("a");
    TaskId b1 = submit("b");
    ann = fixture.connect("ann", 1);
    TaskId a2 = submit("a");

    assertThat(serve(3)).containsExactly(a1, a2, b1);
    assertThat(key(a2)).isEqualTo(key(a1));
    TaskId a3 = submit("a");
    assertThat(key(a3)).as("after the session was finished").isGreaterThan(key(b1));
  }

  @Test
  void the_order_of_keys_and_more_urgent_tasks_stay_as_they_are() {
    ann = fixture.connect("ann", 1);
    TaskId held = submit("a", "acme");
    TaskId bolt = submit("a", "bolt");
    TaskId other = submit("a", "acme");
    TaskId urgent = fixture.submit(spec("now").withPriority(Priority.CRITICAL)).id();

    assertThat(key(other)).isEqualTo(key(held));
    assertThat(key(bolt)).as("a session of another key").isEqualTo(key(held) + SECOND);
    assertThat(key(urgent)).isLessThan(key(other));
  }

  @Test
  void a_session_that_has_begun_goes_on_so_after_a_restart() {
    TaskId a1 = submit("a");
    submit("b");
    ann = fixture.connect("ann", 1);
    Reference held = fixture.accept(a1);
    TaskId a2 = submit("a");
    fixture.restart();
    ann = fixture.connect("ann", null, held);
    TaskId a3 = submit("a");

    assertThat(key(a2)).isEqualTo(key(a1));
    assertThat(key(a3)).isEqualTo(key(a1));
    fixture.done(new AssignmentCommand.Complete(held, TaskResult.EMPTY));
    assertThat(serve(2)).containsExactlyInAnyOrder(a2, a3);
  }
}

package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.key;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.AssignmentCommand.FailureKind;
import org.smartrouting.core.engine.RouteCommand.Rejection;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/** Who keeps failing gets no new work for a while. */
final class BreakerTest {
  private final EngineFixture fixture = new EngineFixture();

  private void connect(int specialists) {
    for (int i = 0; i < specialists; i++) {
      fixture.connect("s" + i, 1);
    }
  }

  /** Submits a task and ends it; whoever is in the list fails. Returns who had it. */
  private String one(String... failing) {
    TaskId id = fixture.submit("work").id();
    String who = fixture.lease(id).specialistId();
    if (List.of(failing).contains(who)) {
      fixture.fail(fixture.accept(id), FailureKind.PERMANENT);
    } else {
      fixture.complete(id);
    }
    return who;
  }

  /** Lets specialists fail until one is ejected; returns how many tasks that took. */
  private int untilEjected(String... failing) {
    for (int tasks = 1; tasks <= 20; tasks++) {
      one(failing);
      for (String id : failing) {
        if (ejectedUntil(id) > 0) {
          return tasks;
        }
      }
    }
    return Integer.MAX_VALUE;
  }

  private long ejectedUntil(String id) {
    return fixture.done(new SpecialistCommand.Get(key(id))).ejectedUntilMicros();
  }

  private void drain(String id) {
    fixture.done(new SpecialistCommand.Drain(key(id)));
  }

  private void resume(String id) {
    fixture.done(new SpecialistCommand.Resume(key(id)));
  }

  @Test
  void who_fails_all_the_time_gets_nothing_after_ten_failures() {
    connect(2);
    long stream = fixture.connect("s0", null);
    drain("s1");
    assertThat(untilEjected("s0")).isEqualTo(10);
    assertThat(ejectedUntil("s0")).isEqualTo(fixture.now() + 30 * SECOND);
    TaskId waits = fixture.submit("work").id();
    assertThat(fixture.stateOf(waits)).isEqualTo(TaskState.QUEUED);

    RouteCommand.Explanation why =
        fixture.done(new RouteCommand.Explain(EngineFixture.TENANT, waits, 5));
    assertThat(why.rejected())
        .extracting(RouteCommand.Rejected::reason)
        .containsExactly(Rejection.DRAINING, Rejection.EJECTED);
    assertThat(why.summary()).contains("1 kept failing and gets no work for now");
    fixture.advance(15 * SECOND);
    fixture.heartbeat("s0", stream);
    fixture.advance(15 * SECOND - 1);
    assertThat(fixture.stateOf(waits)).isEqualTo(TaskState.QUEUED);
    fixture.advance(1);

    assertThat(fixture.lease(waits).specialistId()).isEqualTo("s0");
    assertThat(ejectedUntil("s0")).isZero();
  }

  @Test
  void the_next_ejection_is_longer_and_a_quiet_time_makes_it_shorter_again() {
    connect(2);
    long stream = fixture.connect("s0", null);
    drain("s1");
    untilEjected("s0");
    fixture.advance(15 * SECOND);
    fixture.heartbeat("s0", stream);
    fixture.advance(15 * SECOND);
    assertThat(untilEjected("s0")).isEqualTo(10);
    assertThat(ejectedUntil("s0")).isEqualTo(fixture.now() + 60 * SECOND);
    for (int i = 0; i < 15; i++) {
      fixture.heartbeat("s0", stream);
      fixture.advance(10 * SECOND);
    }
    assertThat(untilEjected("s0")).isEqualTo(10);
    assertThat(ejectedUntil("s0")).isEqualTo(fixture.now() + 30 * SECOND);
  }

  @Test
  void one_in_ten_is_ejected_at_most_but_never_the_only_one() {
    connect(1);
    assertThat(untilEjected("s0")).isEqualTo(Integer.MAX_VALUE);
    fixture.connect("s1", 1);
    one("s0", "s1");
    drain("s1");
    while (ejectedUntil("s0") == 0) {
      one("s0", "s1");
    }
    resume("s1");
    for (int i = 0; i < 20; i++) {
      assertThat(one("s1")).as("the last one").isEqualTo("s1");
    }
    assertThat(ejectedUntil("s1")).isZero();
  }

  @Test
  void who_is_far_behind_the_others_is_ejected_before_it_fails_all_the_time() {
    connect(6);
    for (int i = 0; i < 6; i++) {
      for (int other = 0; other < 6; other++) {
        if (other != i) {
          drain("s" + other);
        }
      }
      resume("s" + i);
      for (int n = 0; n < 12 && ejectedUntil("s" + i) == 0; n++) {
        one(i == 5 && n % 4 != 0 ? "s5" : "");
      }
    }

    assertThat(ejectedUntil("s5")).isGreaterThan(0);
    assertThat(ejectedUntil("s4")).isZero();
  }

  @Test
  void a_failing_specialist_among_many_gets_none_within_twenty_failures() {
    Bandit bandit = new Bandit(1, 20);
    bandit.join("broken", 0);
    int last = 0;
    for (int i = 1; i <= 3_000 && bandit.chosen("broken") <= 20; i++) {
      if (bandit.one().equals("broken")) {
        last = bandit.chosen("broken");
      }
    }
    assertThat(last).isLessThanOrEqualTo(20);
  }
}

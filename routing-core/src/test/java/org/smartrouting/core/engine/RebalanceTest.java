package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.AssignmentCommand.FailureKind;
import org.smartrouting.core.engine.AssignmentCommand.Reference;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/** Work that was given to somebody who will not do it goes to others who can. */
final class RebalanceTest {
  private final EngineFixture fixture = new EngineFixture();
  private final List<TaskId> ids = new ArrayList<>();
  private long ann;

  /** Ann holds four tasks and has accepted the first; Bob comes when all are given. */
  @BeforeEach
  void everything_is_with_ann() {
    fixture.policy(base -> Policies.times(base, 5 * SECOND, 60 * SECOND, 20 * SECOND));
    ann = fixture.connect("ann", 4);
    for (int i = 0; i < 4; i++) {
      ids.add(fixture.submit("work").id());
    }
    fixture.accept(ids.get(0));
    fixture.connect("bob", SpecialistSpec.of(Map.of(), 4));
  }

  private List<String> holders() {
    return ids.stream().map(id -> fixture.lease(id).specialistId()).toList();
  }

  private List<TaskId> revoked() {
    return fixture.pushesTo(ann, Push.Revoked.class).stream().map(Push.Revoked::task).toList();
  }

  @Test
  void what_a_draining_one_has_not_accepted_goes_elsewhere_at_once() {
    assertThat(holders()).containsOnly("ann");

    fixture.done(new SpecialistCommand.Drain(key("ann")));

    assertThat(holders()).containsExactly("ann", "bob", "bob", "bob");
    assertThat(revoked()).containsExactlyElementsOf(ids.subList(1, 4));
    assertThat(fixture.get(ids.get(1)).status().attempt()).as("no attempt is used up").isOne();
    assertThat(fixture.stateOf(ids.get(0))).isEqualTo(TaskState.RUNNING);
  }

  @Test
  void what_a_stalled_one_does_not_accept_goes_elsewhere_when_its_time_is_over() {
    Reference late = fixture.reference(ids.get(1));
    fixture.advance(5 * SECOND - 1);
    assertThat(holders()).containsOnly("ann");

    fixture.advance(1);

    assertThat(holders()).containsExactly("ann", "bob", "bob", "bob");
    assertThat(revoked()).containsExactlyInAnyOrderElementsOf(ids.subList(1, 4));
    assertThat(fixture.reason(new AssignmentCommand.Accept(late)))
        .isEqualTo(RefusalReason.STALE_ASSIGNMENT);
  }

  @Test
  void all_that_a_silent_one_holds_goes_elsewhere() {
    fixture.advance(5 * SECOND);
    for (int i = 0; i < 3; i++) {
      fixture.accept(ids.get(i + 1));
    }
    for (int i = 0; i < 3; i++) {
      fixture.advance(5 * SECOND);
      fixture.done(new SpecialistCommand.Register(key("bob"), SpecialistSpec.of(Map.of(), 4)));
    }
    assertThat(holders()).doesNotContain("ann").hasSize(4);
  }

  @Test
  void an_ejection_is_news_and_new_work_goes_elsewhere() {
    fixture.done(
        new AssignmentCommand.Complete(fixture.reference(ids.get(0)), EngineFixture.result("x")));
    ids.subList(1, 4).forEach(fixture::complete);
    fixture.done(new SpecialistCommand.Drain(key("bob")));
    fixture.manualCommits();
    fixture.engine().drain(fixture.now());
    List<Ejected> ejected = new ArrayList<>();
    for (int i = 0; i < 30 && ejected.isEmpty(); i++) {
      TaskId id = fixture.submit("more").id();
      fixture.fail(fixture.accept(id), FailureKind.PERMANENT);
      ejected.addAll(fixture.engine().drain(fixture.now()).ejected());
    }
    fixture.done(new SpecialistCommand.Resume(key("bob")));

    assertThat(ejected)
        .singleElement()
        .satisfies(
            news -> {
              assertThat(news.specialist()).isEqualTo(key("ann"));
              assertThat(news.rate()).isLessThan(0.15);
              assertThat(news.untilMicros()).isEqualTo(fixture.now() + 30 * SECOND);
            });
    assertThat(fixture.lease(fixture.submit("next").id()).specialistId()).isEqualTo("bob");
    assertThat(fixture.engine().drain(fixture.now()).ejected()).as("said once").isEmpty();
  }
}

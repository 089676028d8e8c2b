package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.POOL;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.TENANT;
import static org.smartrouting.core.engine.EngineFixture.key;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.RouteCommand.Rejected;
import org.smartrouting.core.engine.RouteCommand.Rejection;
import org.smartrouting.core.engine.SpecialistCommand.ReportLoad;
import org.smartrouting.core.pool.BalancePolicy;
import org.smartrouting.core.specialist.LoadReport;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskState;

/** How much work specialists are given, by their reports and by how well they are known. */
final class BalanceTest {
  private final EngineFixture fixture = new EngineFixture();
  private final Map<String, Integer> reports = new HashMap<>();

  @BeforeEach
  void nobody_is_given_up_for_silence() {
    fixture.policy(base -> Policies.times(base, 600 * SECOND, 6_000 * SECOND, 6_000 * SECOND));
  }

  private void report(String id, long address, double cpu, double external) {
    int seq = reports.merge(id, 1, Integer::sum);
    LoadReport load = new LoadReport(seq, 0.1, cpu, 0, 0, 0, Map.of(), external, 0);
    assertThat(fixture.done(new ReportLoad(key(id), address, load))).isTrue();
  }

  private void balance(BalancePolicy balance) {
    fixture.policy(base -> base.withBalance(balance));
  }

  private Rejected rejected() {
    return fixture.done(new RouteCommand.DryRun(POOL, spec("work"), 5)).rejected().get(0);
  }

  private int held(String id) {
    return fixture.done(new SpecialistCommand.Get(key(id))).inFlight();
  }

  private List<TaskId> submit(int count) {
    List<TaskId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(fixture.submit("work").id());
    }
    return ids;
  }

  @Test
  void who_reports_too_much_gets_nothing_until_it_reports_less_or_the_report_is_old() {
    long ann = fixture.connect("ann", 4);
    report("ann", ann, 0.9, 0);
    TaskId id = fixture.submit("work").id();

    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.QUEUED);
    assertThat(rejected())
        .isEqualTo(
            new Rejected(
                Rejection.OVERLOADED, 1, List.of("ann"), "utilization 0.90, at or above 0.90"));
    assertThat(fixture.done(new RouteCommand.Explain(TENANT, id, 5)).summary())
        .contains("1 with utilization 0.90, at or above 0.90");
    report("ann", ann, 0.89, 0);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.ASSIGNED);

    // Twice the ceiling after one interval and a half and another one; an interval is 8.4 s by now.
    fixture.advance(10 * SECOND);
    report("ann", ann, 1.8, 0);
    TaskId later = fixture.submit("later").id();
    fixture.advance(21 * SECOND - 1);
    assertThat(fixture.stateOf(later)).isEqualTo(TaskState.QUEUED);
    fixture.advance(2);
    assertThat(fixture.stateOf(later)).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void own_work_may_use_all_slots_though_it_uses_all_of_the_machine() {
    long one = fixture.connect("one", 1);
    List<TaskId> ids = submit(3);
    for (TaskId id : ids) {
      fixture.advance(SECOND);
      assertThat(fixture.stateOf(id)).isEqualTo(TaskState.ASSIGNED);
      report("one", one, 1, 0);
      fixture.complete(id);
    }

    long ten = fixture.connect("ten", 10);
    report("one", one, 2, 0);
    assertThat(rejected().reason()).isEqualTo(Rejection.OVERLOADED);
    List<TaskId> more = submit(11);
    report("ten", ten, 1, 0);
    assertThat(held("ten")).isEqualTo(10);
    fixture.complete(more.get(0));
    assertThat(held("ten")).as("an own task ended, another takes its place").isEqualTo(10);
  }

  @Test
  void own_work_that_takes_more_than_its_share_gets_no_more() {
    long ann = fixture.connect("ann", 10);
    List<TaskId> ids = submit(8);
    report("ann", ann, 1, 0);
    fixture.submit("waits");
    assertThat(held("ann")).isEqualTo(8);
    fixture.complete(ids.get(0));
    assertThat(held("ann")).as("0.9 of 0.7 that is explained").isEqualTo(7);
    fixture.complete(ids.get(1));
    assertThat(held("ann")).as("0.8 is below the ceiling").isEqualTo(7);
  }

  @Test
  void the_ceiling_can_be_moved() {
    long ann = fixture.connect("ann", 4);
    report("ann", ann, 3, 0);
    TaskId id = fixture.submit("work").id();
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.QUEUED);

    balance(new BalancePolicy(3.1, 3, 10, 10, 0, 0));

    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.ASSIGNED);
  }

  private long connect(String id, int slots) {
    return fixture.connect(id, SpecialistSpec.of(Map.of(id, 1), slots));
  }

  private static TaskSpec only(String id) {
    return TaskSpec.of("of " + id, Requirement.ofSkills(SkillRequirement.atLeast(id, 1)));
  }

  /** How many more tasks somebody takes now. */
  private int room(String id) {
    int before = held(id);
    List<TaskId> ids = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      ids.add(fixture.submit(only(id)).id());
    }
    int room = held(id) - before;
    ids.forEach(fixture::cancel);
    return room;
  }

  private Rejected whyNot(String id) {
    return fixture.done(new RouteCommand.DryRun(POOL, only(id), 5)).rejected().stream()
        .filter(rejected -> rejected.reason() != Rejection.SKILL)
        .findFirst()
        .orElseThrow();
  }

  private void otherTwoReportUntil(long micros, long calm, long busy) {
    while (fixture.now() + SECOND <= micros) {
      fixture.advance(SECOND);
      report("calm", calm, 0, 1);
      report("busy", busy, 0, 3);
    }
    fixture.advance(micros - fixture.now());
  }

  @Test
  void of_who_stopped_to_report_the_median_is_believed_and_then_nothing_is_given() {
    long quiet = connect("quiet", 8);
    long calm = connect("calm", 4);
    long busy = connect("busy", 4);
    long began = fixture.now();
    report("quiet", quiet, 0, 8);
    report("calm", calm, 0, 1);
    report("busy", busy, 0, 3);

    // Until it has reported twice its interval counts as ten seconds.
    otherTwoReportUntil(began + 30 * SECOND - 1, calm, busy);
    assertThat(room("quiet")).as("its report is halved one and a half times").isEqualTo(5);
    otherTwoReportUntil(began + 30 * SECOND, calm, busy);
    assertThat(room("quiet")).as("the median of a quarter and three").isEqualTo(4);
    otherTwoReportUntil(began + 100 * SECOND - 1, calm, busy);
    assertThat(room("quiet")).isEqualTo(4);

    otherTwoReportUntil(began + 100 * SECOND, calm, busy);
    TaskId waits = fixture.submit(only("quiet")).id();
    assertThat(fixture.stateOf(waits)).isEqualTo(TaskState.QUEUED);
    assertThat(whyNot("quiet"))
        .isEqualTo(
            new Rejected(
                Rejection.SILENT,
                1,
                List.of("quiet"),
                "no longer reporting and not heard of otherwise"));

    fixture.heartbeat("quiet", quiet);
    assertThat(fixture.stateOf(waits)).as("any sign of life will do").isEqualTo(TaskState.ASSIGNED);
    fixture.advance(500 * SECOND);
    assertThat(room("quiet")).as("nobody waits for its reports any more").isEqualTo(3);
    report("quiet", quiet, 0, 0);
    assertThat(room("quiet")).isEqualTo(7);
  }

  @Test
  void who_never_reported_stays_eligible() {
    connect("ann", 2);
    fixture.advance(3_000 * SECOND);
    assertThat(room("ann")).isEqualTo(2);
  }

  @Test
  void alone_with_an_old_report_it_fades_to_nothing() {
    long ann = connect("ann", 8);
    report("ann", ann, 0, 8);
    fixture.advance(99 * SECOND);
    assertThat(room("ann")).isEqualTo(8);
  }

  @Test
  void a_fleet_that_is_all_new_begins_with_all_slots() {
    for (int i = 0; i < 5; i++) {
      connect("s" + i, 6);
      assertThat(room("s" + i)).isEqualTo(6);
    }
  }

  private void haveResults(String id, int results) {
    for (int i = 0; i < results; i++) {
      fixture.complete(fixture.submit(only(id)).id());
    }
  }

  @Test
  void who_joins_a_pool_that_is_known_earns_its_slots_by_results() {
    connect("ann", 4);
    connect("bob", 4);
    connect("cid", 4);
    haveResults("ann", 10);
    haveResults("bob", 9);
    connect("early", 20);
    assertThat(room("early")).as("most are not known").isEqualTo(12);
    haveResults("bob", 1);
    haveResults("cid", 10);

    connect("late", 20);
    assertThat(room("late")).isEqualTo(1);
    TaskId held = fixture.submit(only("late")).id();
    assertThat(whyNot("late").detail()).isEqualTo("no free slot until it has 10 results");
    fixture.complete(held);
    for (int results = 1; results < 10; results++) {
      assertThat(room("late")).isEqualTo(results + 1);
      haveResults("late", 1);
    }
    assertThat(room("late")).isEqualTo(12);
  }

  @Test
  void slots_that_are_earned_take_what_waits() {
    connect("ann", 1);
    haveResults("ann", 10);
    connect("late", 20);
    List<TaskId> ids = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ids.add(fixture.submit(only("late")).id());
    }
    List<Integer> held = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      held.add(held("late"));
      fixture.complete(ids.get(i));
    }
    assertThat(held).containsExactly(1, 2, 3);
  }

  @Test
  void a_pool_can_do_without_a_slow_start() {
    connect("ann", 1);
    haveResults("ann", 10);
    balance(new BalancePolicy(0.9, 3, 10, 0, 0, 0));
    connect("late", 20);
    assertThat(room("late")).isEqualTo(12);
    balance(new BalancePolicy(0.9, 3, 10, 5, 0, 0));
    connect("later", 20);
    assertThat(room("later")).as("one of two is not most").isEqualTo(12);
    haveResults("late", 5);
    connect("last", 20);
    assertThat(room("last")).isEqualTo(1);
  }
}

package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.key;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.engine.AssignmentCommand.Accept;
import org.smartrouting.core.engine.AssignmentCommand.Complete;
import org.smartrouting.core.engine.AssignmentCommand.Reference;
import org.smartrouting.core.engine.SpecialistCommand.Disconnect;
import org.smartrouting.core.engine.SpecialistCommand.Drain;
import org.smartrouting.core.engine.SpecialistCommand.Get;
import org.smartrouting.core.engine.SpecialistCommand.Leave;
import org.smartrouting.core.engine.SpecialistCommand.Pull;
import org.smartrouting.core.engine.SpecialistCommand.Register;
import org.smartrouting.core.pool.BalancePolicy;
import org.smartrouting.core.pool.PreemptionPolicy;
import org.smartrouting.core.specialist.LoadReport;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskState;

/** One task more than there are slots can be handed out. */
final class PrefetchTest {
  private final EngineFixture fixture = new EngineFixture();
  private Reference running = EngineFixture.reference(new TaskId(0, 0), new AssignmentToken(0, 0));

  private void prefetch(int count) {
    fixture.policy(base -> base.withBalance(base.balance().withPrefetch(count)));
  }

  /** Connects ann, who has one slot, and lets her work in it. */
  private long annAtWork() {
    long address = fixture.connect("ann", 1);
    running = fixture.accept(fixture.submit("first").id());
    return address;
  }

  private boolean isAhead(TaskId id) {
    return fixture.get(id).status().lease() != null && fixture.lease(id).isAhead();
  }

  private TaskId submit(TaskSpec spec) {
    return fixture.submit(spec).id();
  }

  private TaskId submit() {
    return submit(spec("next"));
  }

  private void finishFirst() {
    fixture.done(new Complete(running, TaskResult.EMPTY));
  }

  private int inFlight() {
    return fixture.done(new Get(key("ann"))).inFlight();
  }

  private List<TaskId> revoked(long address) {
    return fixture.pushesTo(address, Push.Revoked.class).stream().map(Push.Revoked::task).toList();
  }

  @Test
  void nothing_is_handed_out_ahead_unless_the_pool_wants_it() {
    annAtWork();
    TaskId next = submit();
    assertThat(fixture.stateOf(next)).isEqualTo(TaskState.QUEUED);

    prefetch(1);

    assertThat(fixture.stateOf(next)).isEqualTo(TaskState.ASSIGNED);
    assertThat(isAhead(next)).isTrue();
  }

  @Test
  void one_is_handed_out_ahead_and_takes_no_slot() {
    prefetch(1);
    long address = annAtWork();
    TaskId next = submit();
    TaskId last = submit();

    assertThat(isAhead(next)).isTrue();
    assertThat(((Push.Assigned) fixture.lastPushTo(address)).task().id()).isEqualTo(next);
    assertThat(fixture.stateOf(last)).isEqualTo(TaskState.QUEUED);
    assertThat(inFlight()).isEqualTo(1);

    finishFirst();

    assertThat(isAhead(next)).isFalse();
    assertThat(fixture.stateOf(next)).isEqualTo(TaskState.ASSIGNED);
    assertThat(isAhead(last)).isTrue();
    assertThat(inFlight()).isEqualTo(1);
  }

  @Test
  void it_cannot_be_accepted_before_a_slot_is_free() {
    prefetch(1);
    annAtWork();
    TaskId next = submit();
    Reference reference = fixture.reference(next);

    assertThat(fixture.reason(new Accept(reference))).isEqualTo(RefusalReason.SPECIALIST_BUSY);
    assertThat(isAhead(next)).isTrue();
    finishFirst();
    fixture.done(new Accept(reference));

    assertThat(fixture.stateOf(next)).isEqualTo(TaskState.RUNNING);
    assertThat(inFlight()).isEqualTo(1);
  }

  @Test
  void its_time_to_be_accepted_begins_when_a_slot_is_free() {
    prefetch(1);
    long address = annAtWork();
    TaskId next = submit();
    for (int i = 0; i < 6; i++) {
      fixture.advance(10 * SECOND);
      fixture.heartbeat("ann", address);
    }
    finishFirst();

    fixture.advance(5 * SECOND - 1);
    assertThat(fixture.stateOf(next)).isEqualTo(TaskState.ASSIGNED);
    fixture.advance(1);

    assertThat(fixture.stateOf(next)).isEqualTo(TaskState.QUEUED);
    assertThat(fixture.get(next).status().attempt()).isZero();
  }

  @Test
  void who_is_free_gets_a_task_rather_than_who_is_busy() {
    prefetch(1);
    annAtWork();
    fixture.connect("bob", 1);
    TaskId next = submit();
    assertThat(fixture.lease(next).specialistId()).isEqualTo("bob");
    assertThat(isAhead(next)).isFalse();
  }

  @Test
  void it_goes_to_who_becomes_free_before_its_holder() {
    prefetch(1);
    long address = annAtWork();
    TaskId next = submit();

    fixture.connect("bob", 3);

    assertThat(revoked(address)).containsExactly(next);
    assertThat(fixture.lease(next).specialistId()).isEqualTo("bob");
    assertThat(isAhead(next)).isFalse();
    assertThat(inFlight()).isEqualTo(1);
  }

  @Test
  void as_many_are_taken_back_as_there_is_room_elsewhere() {
    prefetch(1);
    annAtWork();
    fixture.connect("cid", 1);
    fixture.accept(submit());
    List<TaskId> ahead = List.of(submit(), submit());
    assertThat(ahead).allMatch(this::isAhead);

    fixture.connect("bob", 3);

    assertThat(ahead.stream().map(id -> fixture.lease(id).specialistId())).containsOnly("bob");
  }

  @Test
  void the_first_in_the_order_is_handed_out_ahead() {
    annAtWork();
    TaskId bulk = submit(spec("bulk").withPriority(Priority.BULK));
    TaskId high = submit(spec("high").withPriority(Priority.HIGH));
    prefetch(1);

    assertThat(isAhead(high)).isTrue();
    assertThat(fixture.stateOf(bulk)).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void only_who_could_do_it_gets_it_ahead() {
    prefetch(1);
    annAtWork();
    TaskId java =
        submit(
            TaskSpec.of(
                "java",
                new Requirement(
                    List.of(SkillRequirement.atLeast("java", 1)), List.of(), List.of())));
    assertThat(fixture.stateOf(java)).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void who_drains_or_leaves_or_is_gone_gives_it_back() {
    prefetch(1);
    long address = annAtWork();
    TaskId next = submit();
    fixture.done(new Drain(key("ann")));
    assertThat(fixture.stateOf(next)).isEqualTo(TaskState.QUEUED);
    fixture.done(new SpecialistCommand.Resume(key("ann")));
    assertThat(isAhead(next)).isTrue();

    fixture.done(new Leave(key("ann"), address));
    assertThat(fixture.stateOf(next)).isEqualTo(TaskState.QUEUED);
    assertThat(inFlight()).isEqualTo(1);

    fixture.connect("ann", null, running);
    assertThat(isAhead(next)).isTrue();
    long newest = fixture.connect("ann", null, running, fixture.reference(next));
    assertThat(isAhead(next)).isTrue();
    fixture.done(new Disconnect(key("ann"), newest));
    assertThat(fixture.stateOf(next)).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void who_pulls_gets_nothing_ahead() {
    prefetch(1);
    fixture.done(new Register(key("ann"), SpecialistSpec.of(Map.of(), 1)));
    fixture.done(new Pull(key("ann"), fixture.newAddress(), 5, fixture.now() + SECOND));
    fixture.accept(submit());
    fixture.done(new Pull(key("ann"), fixture.newAddress(), 5, fixture.now() + SECOND));

    assertThat(fixture.stateOf(submit())).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void it_is_kept_over_a_restart_for_who_comes_back_with_it() {
    prefetch(1);
    annAtWork();
    TaskId next = submit();
    Reference reference = fixture.reference(next);
    fixture.restart();
    assertThat(isAhead(next)).isTrue();
    fixture.connect("ann", null, running, reference);
    assertThat(isAhead(next)).isTrue();

    finishFirst();
    fixture.done(new Accept(reference));

    assertThat(fixture.stateOf(next)).isEqualTo(TaskState.RUNNING);
  }

  @Test
  void after_a_restart_it_does_not_wait_for_ever_for_who_does_not_come_back() {
    prefetch(1);
    annAtWork();
    TaskId next = submit();
    fixture.restart();

    fixture.advance(30 * SECOND);

    assertThat(fixture.stateOf(next)).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void a_task_for_which_others_may_make_way_is_not_handed_out_ahead() {
    fixture.policy(base -> base.withPreemption(PreemptionPolicy.DEFAULT.on()));
    prefetch(1);
    annAtWork();
    TaskSpec critical = spec("critical").withPriority(Priority.CRITICAL);
    TaskId urgent = submit(critical.withDeadline(fixture.now() + 100 * SECOND));
    assertThat(fixture.stateOf(urgent)).isEqualTo(TaskState.QUEUED);
    TaskId other = submit();
    assertThat(fixture.stateOf(other)).isEqualTo(TaskState.QUEUED);

    finishFirst();

    assertThat(fixture.stateOf(urgent)).isEqualTo(TaskState.ASSIGNED);
    assertThat(isAhead(other)).isTrue();
  }

  @Test
  void who_stopped_to_report_gives_it_back() {
    fixture.policy(base -> base.withBalance(new BalancePolicy(0.9, 1, 2, 10, 0, 1)));
    long address = annAtWork();
    LoadReport load = new LoadReport(1, 0, 0.1, 0, 0, 0, Map.of(), 0, 0);
    fixture.done(new SpecialistCommand.ReportLoad(key("ann"), address, load));
    TaskId next = submit();
    assertThat(isAhead(next)).isTrue();

    fixture.advance(20 * SECOND);

    assertThat(fixture.stateOf(next)).isEqualTo(TaskState.QUEUED);
    assertThat(inFlight()).isEqualTo(1);
  }
}

package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.TENANT;
import static org.smartrouting.core.engine.EngineFixture.key;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.List;
import org.smartrouting.core.engine.SpecialistCommand.Drain;
import org.smartrouting.core.engine.SpecialistCommand.Get;
import org.smartrouting.core.pool.BalancePolicy;
import org.smartrouting.core.pool.PreemptionPolicy;
import org.smartrouting.core.task.Attempt;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskState;

/** A pool in which running tasks can have to make way. */
abstract class PreemptionFixture {
  static final long DAY = 86_400 * SECOND;

  EngineFixture fixture = new EngineFixture();

  void pool(PreemptionPolicy policy) {
    fixture = new EngineFixture();
    fixture.policy(base -> Policies.times(base, DAY, DAY, DAY).withPreemption(policy));
    // Who comes later has all slots at once.
    fixture.policy(base -> base.withBalance(new BalancePolicy(0.9, 3, 10, 0, 0, 0)));
    fixture.connect("teacher", 1);
    for (int i = 0; i < 20; i++) {
      lesson("long", 100);
      lesson("quick", 1);
    }
    fixture.done(new Drain(key("teacher")));
  }

  void lesson(String type, long seconds) {
    TaskId id = fixture.submit(spec("lesson").withTaskType(type)).id();
    fixture.accept(id);
    fixture.advance(seconds * SECOND);
    fixture.complete(id);
  }

  /** A pool with as much budget as anybody can want. */
  void pool() {
    pool(new PreemptionPolicy(true, 5 * SECOND, 1000));
  }

  static TaskSpec slow() {
    return spec("slow").withTaskType("long").thatMakesWay();
  }

  TaskSpec urgent(long seconds) {
    return spec("urgent")
        .withTaskType("quick")
        .withPriority(Priority.CRITICAL)
        .withDeadline(fixture.now() + seconds * SECOND);
  }

  /** Lasts about as long as it has time, so that it should have begun by now. */
  TaskSpec tight() {
    return urgent(90).withTaskType("long");
  }

  /** Begins a task, which has run for six seconds then. */
  TaskId running(TaskSpec spec) {
    TaskId id = begun(spec);
    fixture.advance(6 * SECOND);
    return id;
  }

  TaskId begun(TaskSpec spec) {
    TaskId id = fixture.submit(spec).id();
    fixture.accept(id);
    return id;
  }

  TaskId submit(TaskSpec spec) {
    return fixture.submit(spec).id();
  }

  List<AttemptOutcome> outcomes(TaskId id) {
    return fixture.get(id).status().attempts().stream().map(Attempt::outcome).toList();
  }

  void keepsRunning(TaskId victim, TaskSpec other) {
    TaskId waiting = submit(other);
    assertThat(fixture.stateOf(victim)).isEqualTo(TaskState.RUNNING);
    assertThat(fixture.stateOf(waiting)).isEqualTo(TaskState.QUEUED);
    fixture.cancel(waiting);
  }

  int inFlight(String id) {
    return fixture.done(new Get(key(id))).inFlight();
  }

  String explained(TaskId id) {
    return fixture.done(new RouteCommand.Explain(TENANT, id, 3)).summary();
  }
}

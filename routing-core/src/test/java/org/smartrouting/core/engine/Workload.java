package org.smartrouting.core.engine;

import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.TENANT;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.TaskCommand.Request;
import org.smartrouting.core.pool.AgingRates;
import org.smartrouting.core.pool.AssignmentMode;
import org.smartrouting.core.pool.Fairness;
import org.smartrouting.core.pool.FairnessMeasure;
import org.smartrouting.core.pool.InfeasiblePolicy;
import org.smartrouting.core.pool.LatePolicy;
import org.smartrouting.core.pool.PreemptionPolicy;
import org.smartrouting.core.pool.QueueOrder;
import org.smartrouting.core.pool.QueuePolicy;
import org.smartrouting.core.pool.SessionOrder;
import org.smartrouting.core.task.Affinity;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.RequirementStep;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskState;

/**
 * Random submitters, callers and specialists who behave badly, in a way that depends on a seed
 * only. Answers count as given when the batch after them is committed.
 */
final class Workload {
  /** What the engine is made to look like in the matter of tokens. */
  enum Tokens {
    /** As it is. */
    CHECKED,
    /** As if it took a completion from anybody. */
    IGNORED
  }

  private record Asked<R>(Command<R> command, Stored stored, Consumer<R> then) {}

  static final long LEASE_MICROS = 10 * SECOND;
  private static final List<String> KEYS = List.of("", "acme", "bolt", "core");

  final EngineFixture fixture;
  final Invariants invariants;
  private final SplittableRandom random;

  // Apart, so that what else happens for a seed is as it was without keys.
  private final SplittableRandom fairness;
  private final SplittableRandom haste;
  private final PreemptionRules preemptions = new PreemptionRules();
  private final PrefetchRules prefetches = new PrefetchRules();
  private final RandomSpecialists specialists;
  private final Map<Long, TaskId> callers = new LinkedHashMap<>();
  private final List<TaskId> ids = new ArrayList<>();
  private List<Runnable> unacknowledged = new ArrayList<>();
  private List<Asked<?>> asked = new ArrayList<>();
  private final Set<TaskState> statesSeen = EnumSet.noneOf(TaskState.class);
  private Tokens tokens = Tokens.CHECKED;
  private long committedMicros;

  Workload(long seed, EngineFixture fixture) {
    this.random = new SplittableRandom(seed);
    this.fairness = new SplittableRandom(-seed);
    this.haste = new SplittableRandom(Long.reverse(seed));
    this.fixture = fixture;
    this.specialists = new RandomSpecialists(this, random, new SplittableRandom(~seed));
    this.invariants = new Invariants(fixture);
    fixture.manualCommits();
    fixture.policy(base -> Policies.times(base, 2 * SECOND, LEASE_MICROS, 8 * SECOND));
    changeShares();
    fixture.commit();
  }

  private Fairness limited(Map<String, Double> weights, FairnessMeasure measure) {
    int inFlight = fairness.nextInt(2) == 0 ? 0 : 1 + fairness.nextInt(4);
    int waiting = fairness.nextInt(4) == 0 ? 1 + fairness.nextInt(8) : 0;
    return new Fairness(weights, 1, measure, inFlight, waiting);
  }

  private void changeShares() {
    Map<String, Double> weights = Map.of("acme", 1 + 4 * fairness.nextDouble(), "bolt", 0.1);
    FairnessMeasure measure =
        fairness.nextInt(3) == 0 ? FairnessMeasure.SERVICE_TIME : FairnessMeasure.TASKS;
    Fairness shares = limited(weights, measure);
    QueueOrder order = drawn(List.of(QueueOrder.values()));
    LatePolicy late = drawn(List.of(LatePolicy.values()));
    QueuePolicy queue =
        new QueuePolicy(
            order,
            AgingRates.DEFAULT,
            late,
            InfeasiblePolicy.FLAG,
            drawn(List.of(SessionOrder.values())));
    AssignmentMode mode = drawn(List.of(AssignmentMode.values()));
    PreemptionPolicy preemption =
        new PreemptionPolicy(haste.nextInt(4) > 0, haste.nextLong(SECOND), 1000);
    int prefetch = haste.nextInt(2);
    // At once: what a new limit lets go is served in the new order.
    fixture.policy(
        base ->
            base.withFairness(shares)
                .withQueue(queue)
                .withAssignment(mode)
                .withPreemption(preemption)
                .withBalance(base.balance().withPrefetch(prefetch)));
  }

  void tokens(Tokens value) {
    tokens = value;
  }

  Tokens tokens() {
    return tokens;
  }

  void callEnded(long address) {
    callers.remove(address);
  }

  Set<TaskState> statesSeen() {
    return statesSeen;
  }

  /** Tasks that had to make way for others. */
  Set<TaskId> madeWay() {
    return preemptions.madeWay();
  }

  /** How many tasks were seen ahead of free slots. */
  int seenAhead() {
    return prefetches.seen();
  }

  /** Does one thing and checks everything. */
  void step() {
    if (fairness.nextInt(50) == 0) {
      changeShares();
    }
    if (haste.nextInt(6) == 0) {
      submitInHaste();
    }
    int die = random.nextInt(100);
    if (die < 22) {
      submitSomething();
    } else if (die < 60) {
      specialists.act();
    } else if (die < 72) {
      ownerDoesSomething();
    } else if (die < 84) {
      fixture.advance(random.nextBoolean() ? random.nextLong(SECOND) : random.nextLong(6 * SECOND));
    } else if (die < 90) {
      answerQuestions();
    } else if (die < 99) {
      commit();
    } else {
      restart();
    }
    hear();
    invariants.check();
    preemptions.check(fixture.engine().tasks());
    prefetches.check(fixture);
    fixture.engine().tasks().forEach(task -> statesSeen.add(task.state()));
  }

  void commit() {
    fixture.commit();
    unacknowledged.forEach(Runnable::run);
    unacknowledged = new ArrayList<>();
    hear();
    committedMicros = fixture.now();
    invariants.checkClean();
  }

  /** When what is heard now was said at the earliest. */
  long saidSinceMicros() {
    return committedMicros;
  }

  private void restart() {
    if (random.nextBoolean()) {
      commit();
    }
    fixture.restart();
    unacknowledged = new ArrayList<>();
    asked = new ArrayList<>();
    specialists.restart();
    callers.clear();
    invariants.checkRestarted();
  }

  <R> void send(Command<R> command, Consumer<R> then) {
    send(command, Stored.NOTHING, then);
  }

  private <R> void send(Command<R> command, Stored stored, Consumer<R> then) {
    Outcome<R> outcome = fixture.engine().apply(command, stored, fixture.now());
    if (outcome instanceof Outcome.Done<R> done) {
      then.accept(done.value());
    } else if (outcome instanceof Outcome.NeedsStored<R> needs) {
      asked.add(new Asked<>(command, fixture.store.read(needs.ids()), then));
    }
  }

  private void answerQuestions() {
    List<Asked<?>> questions = asked;
    asked = new ArrayList<>();
    for (Asked<?> question : questions) {
      if (random.nextInt(10) == 0) {
        fixture.engine().abandon(question.stored().read());
      } else {
        answer(question);
      }
    }
  }

  private <R> void answer(Asked<R> question) {
    send(question.command(), question.stored(), question.then());
  }

  // Submitters and callers.

  private void submitSomething() {
    int die = random.nextInt(10);
    if (die < 7) {
      send(new TaskCommand.Submit(request(), spec()), done -> submitted(done.task()));
    } else if (die < 9) {
      long address = fixture.newAddress();
      Request request = request();
      long until = fixture.now() + random.nextLong(5 * SECOND);
      TaskSpec spec = spec().withDependencies(List.of()).withRunAfter(0);
      send(
          new RouteCommand.Route(request, spec, address, until),
          repeated -> {
            callers.put(address, request.id());
            ids.add(request.id());
            unacknowledged.add(() -> invariants.acknowledged.add(request.id()));
          });
    } else if (!ids.isEmpty()) {
      send(new TaskCommand.Resubmit(request(), anyId()), done -> submitted(done.task()));
    }
  }

  private void submitInHaste() {
    TaskSpec spec =
        TaskSpec.of("haste", Requirement.ANYBODY)
            .withPriority(Priority.CRITICAL)
            .withDeadline(fixture.now() + 1 + haste.nextLong(5 * SECOND));
    send(new TaskCommand.Submit(fixture.freshRequest(), spec), done -> submitted(done.task()));
  }

  private void submitted(Task task) {
    ids.add(task.id());
    unacknowledged.add(() -> invariants.acknowledged.add(task.id()));
  }

  // Again with the commit: a repeated submit before may be acknowledged with it.
  private void deleted(TaskId id) {
    invariants.forget(id);
    unacknowledged.add(() -> invariants.forget(id));
  }

  private Request request() {
    return random.nextInt(3) == 0
        ? EngineFixture.request("r" + random.nextInt(30))
        : fixture.freshRequest();
  }

  private TaskSpec spec() {
    List<SkillRequirement> skills = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      skills.add(SkillRequirement.atLeast("a", 1 + random.nextInt(5)));
    }
    if (random.nextInt(3) == 0) {
      skills.add(SkillRequirement.atLeast("b", 1 + random.nextInt(4)));
    }
    Requirement requirement = new Requirement(skills, List.of(), steps());
    TaskSpec spec = TaskSpec.of("work", requirement).withPriority(anyPriority());
    spec = spec.withFairnessKey(KEYS.get(fairness.nextInt(KEYS.size())));
    spec = spec.withSession(fairness.nextBoolean() ? "" : "session" + fairness.nextInt(5));
    spec = withAffinity(haste.nextInt(3) > 0 ? spec.thatMakesWay() : spec);
    if (random.nextInt(4) == 0) {
      spec = spec.withDeadline(fixture.now() + 1 + random.nextLong(30 * SECOND));
    }
    if (random.nextInt(6) == 0) {
      spec = spec.withRunAfter(fixture.now() + random.nextLong(10 * SECOND));
    }
    return random.nextInt(4) == 0 ? spec.withDependencies(someIds()) : spec;
  }

  private TaskSpec withAffinity(TaskSpec spec) {
    String id = "s" + fairness.nextInt(6);
    return switch (fairness.nextInt(10)) {
      case 0 -> spec.withAffinity(Affinity.soft(id));
      case 1 -> spec.withAffinity(Affinity.sticky(id, 1 + fairness.nextLong(10 * SECOND)));
      case 2 ->
          spec.withAffinity(Affinity.hard(id))
              .withDeadline(fixture.now() + 1 + fairness.nextLong(30 * SECOND));
      case 3 -> spec.withAffinity(Affinity.group(id));
      default -> spec;
    };
  }

  private <T> T drawn(List<T> among) {
    return among.get(fairness.nextInt(among.size()));
  }

  /** Drawn apart, too. */
  private List<RequirementStep> steps() {
    if (fairness.nextInt(4) > 0) {
      return List.of();
    }
    List<RequirementStep> steps = new ArrayList<>();
    long end = 0;
    for (int i = fairness.nextInt(2); i < 2; i++) {
      end += 1 + fairness.nextLong(4 * SECOND);
      SkillRequirement skill = SkillRequirement.atLeast("a", 1 + fairness.nextInt(5));
      steps.add(new RequirementStep(List.of(skill), List.of(), end));
    }
    return steps;
  }

  private Priority anyPriority() {
    return any(List.of(Priority.values()));
  }

  <T> T any(List<T> among) {
    return among.get(random.nextInt(among.size()));
  }

  private TaskId anyId() {
    return any(ids);
  }

  private List<TaskId> someIds() {
    List<TaskId> some = new ArrayList<>();
    for (int i = 0; i < 2 && !ids.isEmpty(); i++) {
      some.add(anyId());
    }
    return some.stream().distinct().toList();
  }

  private void ownerDoesSomething() {
    if (ids.isEmpty()) {
      return;
    }
    TaskId id = anyId();
    switch (random.nextInt(8)) {
      case 0, 1 -> send(new TaskCommand.Cancel(TENANT, id, "enough"), task -> {});
      case 2, 3 -> send(update(id), task -> {});
      case 4 -> send(new TaskCommand.Delete(TENANT, id), task -> deleted(id));
      case 5 -> abandonCall();
      case 6 -> specialists.manage();
      default -> send(new RouteCommand.Explain(TENANT, id, 3), why -> {});
    }
  }

  private TaskCommand.Update update(TaskId id) {
    @Nullable List<TaskId> dependencies = random.nextBoolean() ? someIds() : null;
    Long deadline = random.nextBoolean() ? fixture.now() + 20 * SECOND : null;
    return new TaskCommand.Update(TENANT, id, anyPriority(), deadline, null, dependencies, 0);
  }

  private void abandonCall() {
    if (!callers.isEmpty()) {
      Map.Entry<Long, TaskId> call = callers.entrySet().iterator().next();
      callers.remove(call.getKey());
      send(new RouteCommand.AbandonRoute(call.getValue(), call.getKey()), known -> {});
    }
  }

  private void hear() {
    fixture.pushes.forEach(
        (address, said) -> said.forEach(push -> specialists.hear(address, push)));
    fixture.pushes.clear();
  }
}

package org.smartrouting.core.engine;

import static org.smartrouting.core.engine.EngineFixture.key;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.smartrouting.core.assignment.RetryPolicy;
import org.smartrouting.core.engine.AssignmentCommand.FailureKind;
import org.smartrouting.core.score.ScoreWeights;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskSpec;

/**
 * Specialists that differ in nothing but their rate of success, behind the engine: tasks come one
 * by one, every five minutes, to callers who run the chosen specialist themselves. Regret is what
 * the best of them would have had more.
 */
final class Bandit {
  private static final long EVERY = 300 * EngineFixture.SECOND;

  final EngineFixture fixture;
  private final SplittableRandom truth;
  private final Map<String, Double> rates = new HashMap<>();
  private final Map<String, Integer> chosen = new HashMap<>();
  private double regret;

  Bandit(long seed, int specialists) {
    fixture = new EngineFixture(seed, 1L << 40);
    truth = new SplittableRandom(1_000 + seed);
    // Only success counts.
    fixture.policy(
        base ->
            Policies.retry(
                Policies.weights(base, new ScoreWeights(0, 0, 10, 0, 0, 0, 0, 0, 0)),
                new RetryPolicy(1, 0, 0, 1, 0)));
    for (int i = 0; i < specialists; i++) {
      join("s" + i, 0.5 + 0.45 * truth.nextDouble());
    }
  }

  /** Gives newcomers a share. */
  void reserve(double share) {
    fixture.policy(base -> base.withLearning(base.learning().withNewcomerShare(share)));
  }

  void join(String id, double rate) {
    fixture.done(new SpecialistCommand.Register(key(id), SpecialistSpec.of(Map.of(), 1)));
    rates.put(id, rate);
  }

  void bestFallsTo(double rate) {
    rates.put(extreme(1), rate);
  }

  void worstRisesTo(double rate) {
    rates.put(extreme(-1), rate);
  }

  void run(int tasks) {
    for (int i = 0; i < tasks; i++) {
      one();
    }
  }

  /** Routes one task and reports what came of it; returns who had it. */
  String one() {
    TaskCommand.Request request = fixture.freshRequest();
    long address = fixture.newAddress();
    long until = fixture.now() + EngineFixture.SECOND;
    TaskSpec spec = EngineFixture.spec("work");
    fixture.done(new RouteCommand.Route(request, spec, address, until));
    Task task = fixture.pushesTo(address, Push.Routed.class).get(0).task();
    fixture.pushes.clear();
    String who = task.status().lease().specialistId();
    AssignmentCommand.Reference reference =
        EngineFixture.reference(task.id(), task.status().lease().token());
    double rate = rates.get(who);
    if (truth.nextDouble() < rate) {
      fixture.done(new AssignmentCommand.Complete(reference, TaskResult.EMPTY));
    } else {
      fixture.fail(reference, FailureKind.PERMANENT);
    }
    chosen.merge(who, 1, Integer::sum);
    regret += rates.get(extreme(1)) - rate;
    fixture.store.tasks().clear();
    fixture.advance(EVERY);
    return who;
  }

  /** Sum of the regret so far. */
  double regret() {
    return regret;
  }

  /** How many tasks a specialist has had. */
  int chosen(String id) {
    return chosen.getOrDefault(id, 0);
  }

  /** The best for 1, the worst for -1. */
  String extreme(int sign) {
    String found = "";
    for (Map.Entry<String, Double> entry : rates.entrySet()) {
      if (found.isEmpty() || sign * entry.getValue() > sign * rates.get(found)) {
        found = entry.getKey();
      }
    }
    return found;
  }
}

package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.smartrouting.core.engine.EngineFixture.POOL;
import static org.smartrouting.core.engine.EngineFixture.SECOND;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.AssignmentCommand.Reference;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.score.ScoreTerm;
import org.smartrouting.core.score.ScoreTermKind;
import org.smartrouting.core.score.ScoreWeights;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskSpec;

/** Who has a skill that is scarce is kept free for it. */
final class ScarcityTest {
  private static final int TASKS = 6_000;
  private static final SpecialistSpec FLEXIBLE = SpecialistSpec.of(Map.of("a", 1, "b", 1), 1);
  private static final SpecialistSpec PLAIN = SpecialistSpec.of(Map.of("a", 1), 1);

  private static TaskSpec needing(String skill) {
    return TaskSpec.of(skill, Requirement.ofSkills(SkillRequirement.atLeast(skill, 1)));
  }

  /**
   * Six who know a and two who know a and b, four tasks for a and one for b each second, each of
   * which takes a second on average. The same tasks come at the same times whatever the weight is.
   *
   * @return mean wait in seconds for each skill
   */
  private static Map<String, Double> waits(double scarcity) {
    EngineFixture fixture = new EngineFixture();
    fixture.policy(policy -> withScarcity(policy, scarcity));
    for (int i = 0; i < 8; i++) {
      fixture.connect("s" + i, i < 2 ? FLEXIBLE : PLAIN);
    }
    SplittableRandom random = new SplittableRandom(17);
    TreeMap<Long, Reference> ends = new TreeMap<>();
    Map<TaskId, Long> service = new HashMap<>();
    Map<String, Double> waited = new HashMap<>();
    long arrival = fixture.now();
    int submitted = 0;
    while (submitted < TASKS || !ends.isEmpty()) {
      if (submitted < TASKS && (ends.isEmpty() || arrival <= ends.firstKey())) {
        fixture.advance(arrival - fixture.now());
        TaskId id = fixture.submit(needing(random.nextInt(5) > 0 ? "a" : "b")).id();
        service.put(id, exponential(random, 1));
        arrival += exponential(random, 5);
        submitted++;
      } else {
        fixture.advance(ends.firstKey() - fixture.now());
        Reference reference = ends.pollFirstEntry().getValue();
        fixture.done(new AssignmentCommand.Complete(reference, TaskResult.EMPTY));
      }
      List<Push> said = fixture.pushes.values().stream().flatMap(List::stream).toList();
      fixture.pushes.clear();
      for (Push push : said) {
        if (push instanceof Push.Assigned given) {
          TaskId id = given.task().id();
          double wait = fixture.now() - given.task().status().queuedMicros();
          waited.merge(given.task().spec().title(), wait / SECOND, Double::sum);
          ends.put(freeMoment(ends, fixture.now() + service.remove(id)), fixture.accept(id));
        }
      }
    }
    waited.replaceAll((skill, sum) -> sum / (skill.equals("a") ? 0.8 * TASKS : 0.2 * TASKS));
    return waited;
  }

  private static PoolPolicy withScarcity(PoolPolicy policy, double scarcity) {
    ScoreWeights base = ScoreWeights.DEFAULT;
    return Policies.weights(
        Policies.times(policy, 5 * SECOND, 100_000 * SECOND, 100_000 * SECOND),
        new ScoreWeights(
            base.price(),
            base.time(),
            base.failure(),
            base.fit(),
            base.load(),
            base.lateness(),
            scarcity,
            base.preference()));
  }

  private static long freeMoment(SortedMap<Long, Reference> ends, long moment) {
    long free = moment;
    while (ends.containsKey(free)) {
      free++;
    }
    return free;
  }

  private static long exponential(SplittableRandom random, double rate) {
    return 1 + Math.round(-Math.log1p(-random.nextDouble()) / rate * SECOND);
  }

  @Test
  void who_knows_more_is_kept_free_and_waits_are_shorter() {
    Map<String, Double> without = waits(0);
    Map<String, Double> with = waits(ScoreWeights.DEFAULT.scarcity());

    assertThat(with.get("b")).isLessThan(0.85 * without.get("b"));
    assertThat(with.get("a") * 0.8 + with.get("b") * 0.2)
        .isLessThan(0.9 * (without.get("a") * 0.8 + without.get("b") * 0.2));
  }

  @Test
  void an_explanation_shows_what_the_other_skills_of_a_candidate_are_worth() {
    EngineFixture fixture = new EngineFixture();
    fixture.policy(policy -> withScarcity(policy, 1));
    fixture.connect("flexible", SpecialistSpec.of(Map.of("a", 1, "b", 1), 2));
    fixture.connect("plain", SpecialistSpec.of(Map.of("a", 1), 2));
    TaskId held = fixture.submit(needing("b")).id();
    fixture.accept(held);
    fixture.advance(60 * SECOND - 1);
    // Half of the slots for b were busy for as long as the memory is: a quarter.
    assertThat(scarcity(fixture, "flexible").input()).isCloseTo(Math.pow(0.25, 4), within(1e-6));
    assertThat(scarcity(fixture, "plain")).isEqualTo(new ScoreTerm(ScoreTermKind.SCARCITY, 0, 0));
  }

  private static ScoreTerm scarcity(EngineFixture fixture, String id) {
    return fixture.done(new RouteCommand.DryRun(POOL, needing("a"), 10)).candidates().stream()
        .filter(candidate -> candidate.specialistId().equals(id))
        .map(Candidate::terms)
        .flatMap(List::stream)
        .filter(term -> term.kind() == ScoreTermKind.SCARCITY)
        .findFirst()
        .orElseThrow();
  }
}

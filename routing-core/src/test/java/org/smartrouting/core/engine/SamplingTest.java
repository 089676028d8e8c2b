package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.key;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.score.Exploration;
import org.smartrouting.core.score.ScoreWeights;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.LabelConstraint;
import org.smartrouting.core.task.LabelOperator;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;

/** Who is compared where more are free than can be. */
final class SamplingTest {
  private final EngineFixture fixture = new EngineFixture();

  private void connect(String id, int slots, Map<String, String> labels) {
    fixture.connect(id, new SpecialistSpec("", "", "", Map.of(), labels, slots, 0));
  }

  /** Of equal costs each of those who are compared is the winner with the same chance. */
  private void nothingCounts() {
    ScoreWeights nothing = new ScoreWeights(0, 0, 0, 0, 0, 0, 0, 0, 0);
    fixture.policy(
        base -> {
          var next = Policies.times(base, 900 * SECOND, 90_000 * SECOND, 90_000 * SECOND);
          return Policies.weights(next, nothing)
              .withLearning(base.learning().with(Exploration.MEAN));
        });
  }

  @Test
  void who_has_more_free_slots_is_compared_more_often_in_proportion() {
    nothingCounts();
    for (int i = 0; i < 600; i++) {
      // Large ones all together, so that where a search begins must not matter.
      connect("s" + i, i < 100 ? 5 : 1, Map.of());
    }
    int large = 0;
    int rounds = 20_000;
    int[] perPart = new int[6];
    for (int i = 0; i < rounds; i++) {
      TaskId id = fixture.submit("work").id();
      int index = Integer.parseInt(fixture.lease(id).specialistId().substring(1));
      large += index < 100 ? 1 : 0;
      perPart[index / 100]++;
      fixture.cancel(id);
    }

    // 500 slots of the large and 500 of the small.
    assertThat(large / (double) rounds).isCloseTo(0.5, within(0.012));
    double expected = (rounds - large) / 5.0;
    double chiSquare = 0;
    for (int part = 1; part < 6; part++) {
      chiSquare += (perPart[part] - expected) * (perPart[part] - expected) / expected;
    }
    assertThat(chiSquare).as("4 degrees, 0.1 %%").isLessThan(18.47);
  }

  @Test
  void who_is_faster_is_compared_more_often() {
    nothingCounts();
    for (int i = 0; i < 100; i++) {
      connect("s" + i, 1, Map.of());
    }
    Map<String, Integer> had = new HashMap<>();
    for (int i = 0; i < 4_000; i++) {
      TaskId id = fixture.submit("work").id();
      AssignmentCommand.Reference reference = fixture.accept(id);
      boolean fast = Integer.parseInt(fixture.lease(id).specialistId().substring(1)) < 20;
      fixture.advance(fast ? SECOND / 4 : 4 * SECOND);
      fixture.done(new AssignmentCommand.Complete(reference, EngineFixture.result("x")));
      if (i >= 2_000) {
        had.merge(fast ? "fast" : "slow", 1, Integer::sum);
      }
    }

    // Drawn evenly the fast would have a fifth. Sixteen times as fast, the twenty can do four
    // fifths
    // of what all can do at once; nobody is drawn for certain, so they are four fifths of the
    // sample.
    assertThat(had.get("fast") / 2_000.0).isCloseTo(0.8, within(0.08));
  }

  @Test
  void a_few_who_meet_the_labels_are_found_among_many_who_do_not() {
    nothingCounts();
    for (int i = 0; i < 1_000; i++) {
      connect("s" + i, 1, i % 250 == 0 ? Map.of("region", "eu") : Map.of());
    }
    Requirement inEurope =
        new Requirement(
            List.of(), List.of(new LabelConstraint("region", LabelOperator.IN, List.of("eu"))));
    for (int i = 0; i < 50; i++) {
      TaskId id = fixture.submit(TaskSpec.of("work", inEurope)).id();
      assertThat(
              fixture
                  .done(new SpecialistCommand.Get(key(fixture.lease(id).specialistId())))
                  .specialist()
                  .spec()
                  .labels())
          .containsEntry("region", "eu");
      fixture.cancel(id);
    }
  }
}

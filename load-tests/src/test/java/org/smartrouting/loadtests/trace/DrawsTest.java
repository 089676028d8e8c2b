package org.smartrouting.loadtests.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrawsTest {
  private static final int DRAWS = 200_000;
  private static final ArrivalPattern.Bursts BURSTS = new ArrivalPattern.Bursts(5, 2, 6);

  private final RandomGenerator chance = new Streams(7).of("test");

  @Test
  void attempts_succeed_as_often_as_their_chance_says() {
    AttemptDraws draws = new AttemptDraws(3);
    long successes = IntStream.range(0, DRAWS).filter(i -> draws.succeeds(i, 1, 0.3)).count();
    assertThat(successes / (double) DRAWS).isCloseTo(0.3, within(0.005));
    assertThat(draws.succeeds(0, 1, 0)).isFalse();
    assertThat(draws.succeeds(0, 1, 1)).isTrue();
  }

  @Test
  void a_draw_belongs_to_seed_task_and_attempt_alone() {
    AttemptDraws draws = new AttemptDraws(3);
    double first = draws.uniform(17, 1);
    assertThat(new AttemptDraws(3).uniform(17, 1)).isEqualTo(first);
    assertThat(draws.uniform(17, 2)).isNotEqualTo(first);
    assertThat(draws.uniform(18, 1)).isNotEqualTo(first);
    assertThat(new AttemptDraws(4).uniform(17, 1)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource
  void every_pattern_of_arrivals_keeps_the_rate(ArrivalPattern pattern) {
    DoubleSupplier gaps = pattern.gaps(4, BURSTS, chance);
    double seconds = DoubleStream.generate(gaps).limit(DRAWS).sum();
    assertThat(DRAWS / seconds).isCloseTo(4, within(0.1));
  }

  @ParameterizedTest
  @EnumSource
  void every_law_of_service_keeps_the_mean(ServiceLaw law) {
    DoubleSupplier times = law.times(2.5, 0.8, chance);
    assertThat(DoubleStream.generate(times).limit(DRAWS).average())
        .hasValueCloseTo(2.5, within(0.03));
  }

  @Test
  void bursts_vary_more_than_poisson() {
    assertThat(squaredVariation(ArrivalPattern.POISSON)).isCloseTo(1, within(0.05));
    assertThat(squaredVariation(ArrivalPattern.BATCH)).isGreaterThan(3);
    assertThat(squaredVariation(ArrivalPattern.ONOFF)).isGreaterThan(3);
  }

  @Test
  void a_mix_draws_by_weight() {
    Mix<String> mix = Mix.parse("a=3,b,c=0.5", text -> text);
    assertThat(mix.values()).containsExactly("a", "b", "c");
    assertThat(mix.weights()).containsExactly(3.0, 1.0, 0.5);
    long drawn = IntStream.range(0, DRAWS).filter(i -> mix.draw(chance).equals("a")).count();
    assertThat(drawn / (double) DRAWS).isCloseTo(3 / 4.5, within(0.01));
    assertThatThrownBy(() -> Mix.parse("a=0", text -> text)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> Mix.parse("a=x", text -> text)).hasMessageContaining("not x");
  }

  private double squaredVariation(ArrivalPattern pattern) {
    DoubleSupplier gaps = pattern.gaps(4, BURSTS, chance);
    double[] all = DoubleStream.generate(gaps).limit(DRAWS).toArray();
    double mean = DoubleStream.of(all).average().orElseThrow();
    double variance = DoubleStream.of(all).map(gap -> (gap - mean) * (gap - mean)).sum() / DRAWS;
    return variance / (mean * mean);
  }
}

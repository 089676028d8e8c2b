package org.smartrouting.core.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class WeightedSampleTest {
  private final SplittableRandom random = new SplittableRandom(3);

  @Test
  void each_is_drawn_in_proportion_to_its_weight() {
    double[] weights = random.doubles(100, 0, 1).toArray();
    double total = Arrays.stream(weights).sum();
    int[] times = new int[weights.length];
    int rounds = 40_000;
    for (int round = 0; round < rounds; round++) {
      boolean[] drawn = WeightedSample.of(weights, 32, random.nextDouble());
      int count = 0;
      for (int i = 0; i < drawn.length; i++) {
        times[i] += drawn[i] ? 1 : 0;
        count += drawn[i] ? 1 : 0;
      }
      assertThat(count).isEqualTo(32);
    }
    for (int i = 0; i < times.length; i++) {
      assertThat(times[i] / (double) rounds)
          .as("share of %d, of weight %f", i, weights[i])
          .isCloseTo(32 * weights[i] / total, within(0.012));
    }
  }

  @Test
  void who_outweighs_all_is_drawn_once_and_the_others_share_what_is_left() {
    double[] weights = new double[50];
    Arrays.fill(weights, 1);
    weights[7] = 10_000;
    weights[8] = 30;
    int[] times = new int[50];
    for (int round = 0; round < 10_000; round++) {
      boolean[] drawn = WeightedSample.of(weights, 14, random.nextDouble());
      for (int i = 0; i < drawn.length; i++) {
        times[i] += drawn[i] ? 1 : 0;
      }
    }
    assertThat(times[7]).isEqualTo(10_000);
    assertThat(times[8]).isEqualTo(10_000);
    assertThat(times[9] / 10_000.0).isCloseTo(12 / 48.0, within(0.02));
    assertThat(Arrays.stream(times).sum()).isEqualTo(140_000);
  }

  @Test
  void few_are_all_drawn_and_without_any_weight_the_first() {
    assertThat(WeightedSample.of(new double[] {0, 2, 1}, 3, 0.5)).containsExactly(true, true, true);
    assertThat(WeightedSample.of(new double[3], 2, 0.5)).containsExactly(true, true, false);
    assertThat(WeightedSample.of(new double[] {0, 2, 1, 0}, 2, 0.99))
        .containsExactly(false, true, true, false);
    assertThat(WeightedSample.of(new double[0], 2, 0.5)).isEmpty();
  }
}

package org.smartrouting.core.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RunningMedianTest {
  private final RunningMedian median = new RunningMedian();

  @Test
  void it_is_that_of_the_sorted_numbers_whatever_comes_and_goes() {
    SplittableRandom random = new SplittableRandom(5);
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      // Few different ones, so that many are equal.
      if (numbers.isEmpty() || random.nextInt(20) < 11) {
        double next = random.nextInt(12) / 4.0;
        numbers.add(next);
        median.add(next);
      } else {
        median.remove(numbers.remove(random.nextInt(numbers.size())));
      }
      assertThat(median.size()).isEqualTo(numbers.size());
      if (!numbers.isEmpty()) {
        assertThat(median.median()).as("of %s", numbers).isEqualTo(sortedMedian(numbers));
      }
    }
  }

  private static double sortedMedian(List<Double> numbers) {
    List<Double> sorted = numbers.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  @Test
  void there_is_none_of_nothing_and_nothing_unknown_goes() {
    assertThatThrownBy(median::median).isInstanceOf(IllegalStateException.class);
    median.add(1);
    assertThatThrownBy(() -> median.remove(2)).isInstanceOf(IllegalArgumentException.class);
  }
}

package org.smartrouting.core.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class MatchingTest {
  private static final double NEVER = Double.POSITIVE_INFINITY;
  private static final long UNBOUNDED = Long.MAX_VALUE;

  @Test
  void it_costs_the_least_of_all_matchings_of_the_first_rows_that_can_be_matched() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 3_000; round++) {
      double[][] costs = random(random, 1 + random.nextInt(6), 1 + random.nextInt(6), 0.35);
      if (round % 2 == 0) {
        // Few different costs, so that many matchings are equal, and some less than nothing.
        round(costs);
      }
      int[] found = Matching.of(costs, UNBOUNDED);

      boolean[] matchable = firstMatchable(costs);
      for (int row = 0; row < costs.length; row++) {
        assertThat(found[row] != Matching.NONE).as("row %d", row).isEqualTo(matchable[row]);
      }
      assertThat(cost(costs, found))
          .as("matching %s of %s", Arrays.toString(found), Arrays.deepToString(costs))
          .isCloseTo(least(costs, matchable, 0, 0), within(1e-9));
    }
  }

  @Test
  void eight_by_eight_is_as_cheap_as_trying_all() {
    SplittableRandom random = new SplittableRandom(12);
    for (int round = 0; round < 20; round++) {
      double[][] costs = random(random, 8, 8, 0);
      boolean[] all = new boolean[8];
      Arrays.fill(all, true);
      assertThat(cost(costs, Matching.of(costs, UNBOUNDED)))
          .isCloseTo(least(costs, all, 0, 0), within(1e-9));
    }
  }

  /** Uniform scores; the means are those of a table of such matchings. */
  @Test
  void ten_by_ten_gains_on_greedy_matchings_what_it_should() {
    SplittableRandom random = new SplittableRandom(13);
    double together = 0;
    double cheapestFirst = 0;
    double oneByOne = 0;
    int rounds = 4_000;
    for (int round = 0; round < rounds; round++) {
      double[][] costs = random(random, 10, 10, 0);
      together += 1 - cost(costs, Matching.of(costs, UNBOUNDED)) / 10;
      cheapestFirst += 1 - cost(costs, Matching.of(costs, 0)) / 10;
      oneByOne += 1 - cost(costs, oneByOne(costs)) / 10;
    }
    assertThat(together / rounds).isCloseTo(0.865, within(0.005));
    assertThat(cheapestFirst / rounds).isCloseTo(0.818, within(0.005));
    assertThat(oneByOne / rounds).isCloseTo(0.795, within(0.005));
  }

  private static int[] oneByOne(double[][] costs) {
    int[] columnOf = new int[costs.length];
    boolean[] used = new boolean[costs[0].length];
    for (int row = 0; row < costs.length; row++) {
      int best = -1;
      for (int column = 0; column < used.length; column++) {
        if (!used[column] && (best < 0 || costs[row][column] < costs[row][best])) {
          best = column;
        }
      }
      columnOf[row] = best;
      used[best] = true;
    }
    return columnOf;
  }

  @Test
  void a_row_of_rank_is_not_given_up_for_cheaper_ones() {
    double[][] costs = {{NEVER, 900}, {1, 2}, {1, 1}};
    assertThat(Matching.of(costs, UNBOUNDED)).containsExactly(1, 0, Matching.NONE);
  }

  @Test
  void beyond_its_steps_it_takes_the_cheapest_pair_that_is_left() {
    double[][] costs = {{3, 2}, {9, 1}, {NEVER, NEVER}};
    assertThat(Matching.of(costs, UNBOUNDED)).containsExactly(0, 1, Matching.NONE);
    assertThat(Matching.of(costs, 0)).containsExactly(0, 1, Matching.NONE);
    double[][] dearAfterCheap = {{1, 2}, {1, 9}};
    assertThat(Matching.of(dearAfterCheap, UNBOUNDED)).containsExactly(1, 0);
    assertThat(Matching.of(dearAfterCheap, 0)).as("of equal ones the first").containsExactly(0, 1);
    assertThat(Matching.of(dearAfterCheap, 1)).as("after one row").containsExactly(0, 1);
  }

  @Test
  void nothing_is_matched_with_nothing() {
    assertThat(Matching.of(new double[0][], UNBOUNDED)).isEmpty();
    assertThat(Matching.of(new double[2][0], UNBOUNDED))
        .containsExactly(Matching.NONE, Matching.NONE);
  }

  private static double[][] random(SplittableRandom random, int rows, int columns, double never) {
    double[][] costs = new double[rows][columns];
    for (double[] row : costs) {
      Arrays.setAll(row, i -> random.nextDouble() < never ? NEVER : random.nextDouble());
    }
    return costs;
  }

  private static void round(double[][] costs) {
    for (double[] row : costs) {
      for (int i = 0; i < row.length; i++) {
        row[i] = row[i] == NEVER ? NEVER : Math.round(row[i] * 4) - 2;
      }
    }
  }

  private static double cost(double[][] costs, int[] columnOf) {
    double sum = 0;
    for (int row = 0; row < costs.length; row++) {
      sum += columnOf[row] == Matching.NONE ? 0 : costs[row][columnOf[row]];
    }
    assertThat(Arrays.stream(columnOf).filter(column -> column != Matching.NONE))
        .doesNotHaveDuplicates();
    return sum;
  }

  /** Greedily by rank, with all matchings tried for each set of rows. */
  private static boolean[] firstMatchable(double[][] costs) {
    boolean[] taken = new boolean[costs.length];
    for (int row = 0; row < costs.length; row++) {
      taken[row] = true;
      taken[row] = least(costs, taken, 0, 0) < NEVER;
    }
    return taken;
  }

  private static double least(double[][] costs, boolean[] rows, int row, int usedColumns) {
    if (row == costs.length) {
      return 0;
    }
    if (!rows[row]) {
      return least(costs, rows, row + 1, usedColumns);
    }
    double least = NEVER;
    for (int column = 0; column < costs[row].length; column++) {
      if ((usedColumns & 1 << column) == 0 && costs[row][column] < NEVER) {
        double rest = least(costs, rows, row + 1, usedColumns | 1 << column);
        least = Math.min(least, costs[row][column] + rest);
      }
    }
    return least;
  }
}

package org.smartrouting.core.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Matches rows with columns, each with at most one, so that the sum of the costs is the least. Rows
 * come in the order of their rank: a row stays unmatched only if it cannot be matched together with
 * all matched rows before it, and never in favour of a later or a cheaper one.
 *
 * <p>Rows are added one by one along a shortest augmenting path with potentials (Kuhn and Munkres;
 * Jonker and Volgenant, 1987), in O(rows x columns) steps each at most squared. Of equal sums the
 * one that is found with lesser columns first is taken. Not thread-safe.
 */
public final class Matching {
  /** Says of a row that it has no column. */
  public static final int NONE = -1;

  private final double[][] costs;
  private final int columns;
  private final double[] ofRow;
  private final double[] ofColumn;
  private final int[] rowOf;
  private final int[] from;
  private final double[] least;
  private final boolean[] reached;
  private long stepsLeft;

  private Matching(double[][] costs, int columns, long mostSteps) {
    this.costs = costs;
    this.columns = columns;
    this.stepsLeft = mostSteps;
    ofRow = new double[costs.length];
    ofColumn = new double[columns];
    rowOf = new int[columns];
    from = new int[columns];
    least = new double[columns];
    reached = new boolean[columns];
    Arrays.fill(rowOf, NONE);
  }

  /**
   * The column of each row, {@link #NONE} for a row that has none.
   *
   * @param costs of each pair, by row and column; infinite for a pair that must not be
   * @param mostSteps looks at costs after which the rows that are left are matched greedily, always
   *     the cheapest pair of all next, whatever their rank
   */
  public static int[] of(double[][] costs, long mostSteps) {
    int columns = costs.length == 0 ? 0 : costs[0].length;
    return new Matching(costs, columns, mostSteps).solve();
  }

  private int[] solve() {
    int row = 0;
    while (row < costs.length && stepsLeft > 0) {
      addAlongShortestPath(row);
      row++;
    }
    addGreedily(row);
    int[] columnOf = new int[costs.length];
    Arrays.fill(columnOf, NONE);
    for (int column = 0; column < columns; column++) {
      if (rowOf[column] != NONE) {
        columnOf[rowOf[column]] = column;
      }
    }
    return columnOf;
  }

  /** Takes the cheapest of all pairs that are left, and again, and so on. */
  private void addGreedily(int firstRow) {
    List<int[]> pairs = new ArrayList<>();
    for (int row = firstRow; row < costs.length; row++) {
      for (int column = 0; column < columns; column++) {
        if (rowOf[column] == NONE && costs[row][column] < Double.POSITIVE_INFINITY) {
          pairs.add(new int[] {row, column});
        }
      }
    }
    // The sort is stable, so of equal ones the first row comes first.
    pairs.sort(Comparator.comparingDouble(pair -> costs[pair[0]][pair[1]]));
    boolean[] matched = new boolean[costs.length];
    for (int[] pair : pairs) {
      if (!matched[pair[0]] && rowOf[pair[1]] == NONE) {
        matched[pair[0]] = true;
        rowOf[pair[1]] = pair[0];
      }
    }
  }

  private void addAlongShortestPath(int added) {
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(reached, false);
    Arrays.fill(from, NONE);
    int row = added;
    int last = NONE;
    double distance = 0;
    while (true) {
      int next = NONE;
      for (int column = 0; column < columns; column++) {
        if (!reached[column]) {
          double through = distance + costs[row][column] - ofRow[row] - ofColumn[column];
          if (through < least[column]) {
            least[column] = through;
            from[column] = last;
          }
          if (least[column] < (next == NONE ? Double.POSITIVE_INFINITY : least[next])) {
            next = column;
          }
        }
      }
      stepsLeft -= columns;
      if (next == NONE) {
        // Nobody is left for it: those before it keep what they have.
        return;
      }
      distance = least[next];
      reached[next] = true;
      last = next;
      if (rowOf[next] == NONE) {
        break;
      }
      row = rowOf[next];
    }
    adjust(added, distance);
    augment(added, last);
  }

  /**
   * Moves the potentials so that no pair is cheaper than they say and all on the path are as dear.
   */
  private void adjust(int added, double distance) {
    ofRow[added] += distance;
    for (int column = 0; column < columns; column++) {
      if (reached[column] && rowOf[column] != NONE) {
        double ahead = distance - least[column];
        ofRow[rowOf[column]] += ahead;
        ofColumn[column] -= ahead;
      }
    }
  }

  private void augment(int added, int last) {
    int column = last;
    while (from[column] != NONE) {
      rowOf[column] = rowOf[from[column]];
      column = from[column];
    }
    rowOf[column] = added;
  }
}

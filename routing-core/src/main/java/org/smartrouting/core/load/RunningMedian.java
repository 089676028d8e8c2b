package org.smartrouting.core.load;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The median of numbers that come and go, each in logarithmic time: the lower half and the upper
 * half of them, kept equally large. Not thread-safe.
 */
public final class RunningMedian {
  private final NavigableMap<Double, Integer> lower = new TreeMap<>();
  private final NavigableMap<Double, Integer> upper = new TreeMap<>();
  private int lowerSize;
  private int upperSize;

  /** Adds a number, which may be there already. */
  public void add(double value) {
    if (lowerSize > 0 && value < lower.lastKey()) {
      lower.merge(value, 1, Integer::sum);
      lowerSize++;
    } else {
      upper.merge(value, 1, Integer::sum);
      upperSize++;
    }
    level();
  }

  /** Takes one of the numbers away; it must be there. */
  public void remove(double value) {
    if (lowerSize > 0 && value <= lower.lastKey()) {
      takeOne(lower, value);
      lowerSize--;
    } else {
      takeOne(upper, value);
      upperSize--;
    }
    level();
  }

  /** How many numbers there are. */
  public int size() {
    return lowerSize + upperSize;
  }

  /** The median, the mean of the two in the middle of an even number; there is a number. */
  public double median() {
    if (size() == 0) {
      throw new IllegalStateException("the median of nothing");
    }
    return lowerSize == upperSize
        ? (lower.lastKey() + upper.firstKey()) / 2
        : (lowerSize > upperSize ? lower.lastKey() : upper.firstKey());
  }

  private void level() {
    while (lowerSize > upperSize + 1) {
      move(lower, lower.lastEntry(), upper);
      lowerSize--;
      upperSize++;
    }
    while (upperSize > lowerSize + 1) {
      move(upper, upper.firstEntry(), lower);
      upperSize--;
      lowerSize++;
    }
  }

  private static void move(
      NavigableMap<Double, Integer> from,
      Map.Entry<Double, Integer> entry,
      NavigableMap<Double, Integer> to) {
    to.merge(entry.getKey(), 1, Integer::sum);
    takeOne(from, entry.getKey());
  }

  private static void takeOne(NavigableMap<Double, Integer> from, double value) {
    Integer left = from.computeIfPresent(value, (unused, count) -> count - 1);
    if (left == null) {
      throw new IllegalArgumentException(value + " is not among the numbers");
    }
    if (left == 0) {
      from.remove(value);
    }
  }
}

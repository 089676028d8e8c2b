package org.smartrouting.core.engine;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.smartrouting.core.match.Bits;
import org.smartrouting.core.match.WeightedSample;
import org.smartrouting.core.task.Delivery;

/**
 * Says whom to look at for a task when more are free than are compared: each with a probability in
 * proportion to what it could do at once, its free slots and its speed. Drawn evenly, the few fast
 * ones of a mixed fleet would be missing where they are needed.
 */
final class Sampling {
  /** So many are compared of more than {@link Dispatcher#MAX_COMPARED}. */
  static final int COMPARED = 16;

  /** So many are drawn evenly, of whom those to compare are drawn by weight. */
  private static final int DRAWN = 4 * COMPARED;

  /** Whom to look at. */
  static final class Sample {
    private final int[] indexes;
    private final boolean isAll;

    private Sample(int[] indexes, boolean isAll) {
      this.indexes = indexes;
      this.isAll = isAll;
    }

    /** Their numbers, not to be changed. */
    int[] indexes() {
      return indexes;
    }

    /** Whether nobody else is free. */
    boolean isAll() {
      return isAll;
    }
  }

  private Sampling() {}

  /**
   * Numbers of specialists that have a free slot and the demanded skills: all of few, {@value
   * #COMPARED} of more.
   */
  static Sample of(LiveTask task, RandomGenerator chance) {
    LivePool pool = task.pool;
    Bits among = task.delivery == Delivery.CALLER ? pool.free() : pool.reachable();
    // What nobody can guess is dear, and who is looked at may be guessed.
    RandomGenerator seeded = new SplittableRandom(chance.nextLong());
    int[] drawn = pool.skills().spread(task.demanded.skills(), among, DRAWN, seeded);
    if (drawn.length <= Dispatcher.MAX_COMPARED) {
      // A spread of more than that is longer.
      return new Sample(drawn, true);
    }
    double[] weights = new double[drawn.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = pool.freeCapacity(drawn[i]);
    }
    boolean[] taken = WeightedSample.of(weights, COMPARED, seeded.nextDouble());
    int[] sample = new int[COMPARED];
    int size = 0;
    for (int i = 0; i < taken.length; i++) {
      if (taken[i] && size < COMPARED) {
        sample[size++] = drawn[i];
      }
    }
    return new Sample(size == COMPARED ? sample : Arrays.copyOf(sample, size), false);
  }
}

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
  /** So many are drawn evenly, of whom those to compare are drawn by weight. */
  private static final int DRAWN = 128;

  private Sampling() {}

  /** Numbers of specialists that have a free slot and the demanded skills, at most so many. */
  static int[] of(LiveTask task, int most, RandomGenerator chance) {
    LivePool pool = task.pool;
    Bits among = task.delivery == Delivery.CALLER ? pool.free() : pool.reachable();
    // What nobody can guess is dear, and who is looked at may be guessed.
    RandomGenerator seeded = new SplittableRandom(chance.nextLong());
    int[] drawn = pool.skills().spread(task.demanded.skills(), among, DRAWN, seeded);
    if (drawn.length <= most) {
      return drawn;
    }
    double[] weights = new double[drawn.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = pool.freeCapacity(drawn[i]);
    }
    boolean[] taken = WeightedSample.of(weights, most, seeded.nextDouble());
    int[] sample = new int[most];
    int size = 0;
    for (int i = 0; i < taken.length; i++) {
      if (taken[i] && size < most) {
        sample[size++] = drawn[i];
      }
    }
    return size == most ? sample : Arrays.copyOf(sample, size);
  }
}

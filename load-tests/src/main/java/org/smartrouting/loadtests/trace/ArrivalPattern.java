package org.smartrouting.loadtests.trace;

import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/** How arrivals follow each other. All patterns have the same mean rate. */
enum ArrivalPattern {
  /** Independent of each other. */
  POISSON {
    @Override
    DoubleSupplier gaps(double rate, Bursts bursts, RandomGenerator chance) {
      return () -> chance.nextExponential() / rate;
    }
  },
  /** In even steps. */
  EVEN {
    @Override
    DoubleSupplier gaps(double rate, Bursts bursts, RandomGenerator chance) {
      return () -> 1 / rate;
    }
  },
  /** Many at the same moment: Poisson batches of geometric size. */
  BATCH {
    @Override
    DoubleSupplier gaps(double rate, Bursts bursts, RandomGenerator chance) {
      // After each task the batch ends with this chance, which gives the mean size.
      double last = 1 / bursts.size();
      return () -> chance.nextDouble() < last ? chance.nextExponential() * bursts.size() / rate : 0;
    }
  },
  /** Poisson in phases of exponential length, with nothing between them. */
  ONOFF {
    @Override
    DoubleSupplier gaps(double rate, Bursts bursts, RandomGenerator chance) {
      double duty = bursts.onSeconds() / (bursts.onSeconds() + bursts.offSeconds());
      return new OnOffGaps(rate / duty, bursts, chance);
    }
  };

  /**
   * Sizes of bursts.
   *
   * @param size mean number of tasks of a batch, at least 1
   * @param onSeconds mean length of a phase with arrivals, above 0
   * @param offSeconds mean length of a phase without, not negative
   */
  record Bursts(double size, double onSeconds, double offSeconds) {
    Bursts {
      if (!(size >= 1) || !(onSeconds > 0) || !(offSeconds >= 0)) {
        throw new IllegalArgumentException(
            "a burst needs a size of at least 1, on above 0 and off of at least 0 seconds");
      }
    }
  }

  /** Gives the time from each arrival to the next, seconds. */
  abstract DoubleSupplier gaps(double rate, Bursts bursts, RandomGenerator chance);

  private static final class OnOffGaps implements DoubleSupplier {
    private final double rateWhenOn;
    private final Bursts bursts;
    private final RandomGenerator chance;
    private double leftOfPhase;

    OnOffGaps(double rateWhenOn, Bursts bursts, RandomGenerator chance) {
      this.rateWhenOn = rateWhenOn;
      this.bursts = bursts;
      this.chance = chance;
      this.leftOfPhase = chance.nextExponential() * bursts.onSeconds();
    }

    @Override
    public double getAsDouble() {
      double gap = chance.nextExponential() / rateWhenOn;
      double off = 0;
      double needed = gap;
      while (needed > leftOfPhase) {
        needed -= leftOfPhase;
        off += chance.nextExponential() * bursts.offSeconds();
        leftOfPhase = chance.nextExponential() * bursts.onSeconds();
      }
      leftOfPhase -= needed;
      return gap + off;
    }
  }
}

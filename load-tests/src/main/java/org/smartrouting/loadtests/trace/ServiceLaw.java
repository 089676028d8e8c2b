package org.smartrouting.loadtests.trace;

import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/** How service times are distributed. */
enum ServiceLaw {
  /** Exponential: a standard deviation as large as the mean. */
  EXPONENTIAL {
    @Override
    DoubleSupplier times(double mean, double sigma, RandomGenerator chance) {
      return () -> chance.nextExponential() * mean;
    }
  },
  /** All the same. */
  FIXED {
    @Override
    DoubleSupplier times(double mean, double sigma, RandomGenerator chance) {
      return () -> mean;
    }
  },
  /** Lognormal: few take very long. */
  LOGNORMAL {
    @Override
    DoubleSupplier times(double mean, double sigma, RandomGenerator chance) {
      double median = mean * Math.exp(-sigma * sigma / 2);
      return () -> median * Math.exp(sigma * chance.nextGaussian());
    }
  };

  /**
   * Gives service times, seconds.
   *
   * @param mean their mean, seconds
   * @param sigma standard deviation of the logarithm, of LOGNORMAL only
   */
  abstract DoubleSupplier times(double mean, double sigma, RandomGenerator chance);
}

package org.smartrouting.core.engine;

import org.smartrouting.core.pool.PoolPolicy;

/** A change of the rules of a pool. Must be a pure function. */
@FunctionalInterface
public interface PoolPatch {
  /**
   * The rules after the change.
   *
   * @param base the rules in force
   * @throws IllegalArgumentException if they contradict each other; the message is for the caller
   */
  PoolPolicy over(PoolPolicy base);
}

package org.smartrouting.core.engine;

/**
 * Sizes of an engine.
 *
 * @param shard number of the shard, 0..65,535
 * @param shardCount number of shards, at least 1
 * @param maxTaskBytes most bytes of payload that unfinished tasks may have together, at least 1
 * @param maxScores most pairs of specialist and task type of which performance is remembered, at
 *     least 1
 */
public record EngineConfig(int shard, int shardCount, long maxTaskBytes, long maxScores) {
  /** Checks the ranges. */
  public EngineConfig {
    if (shard < 0 || shard >= shardCount || shardCount > 0x10000) {
      throw new IllegalArgumentException("shard " + shard + " of " + shardCount);
    }
    if (maxTaskBytes < 1 || maxScores < 1) {
      throw new IllegalArgumentException(
          "maxTaskBytes " + maxTaskBytes + ", maxScores " + maxScores);
    }
  }
}

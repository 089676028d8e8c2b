package org.smartrouting.core.shard;

/**
 * Sizes of the shards of a server.
 *
 * @param owner name of the server, written to the store for people
 * @param mailboxCapacity most commands that wait in each lane of a shard, at least 1
 * @param maxBatchRows rows after which a shard takes no further submits before the next commit, at
 *     least 1
 * @param maxBatchBytes bytes of payload and output after which it takes none, at least 1
 * @param maxTaskBytes most bytes of payload of the unfinished tasks of a shard, at least 1
 * @param maxScores most pairs of specialist and task type of which a shard remembers performance
 */
public record ShardConfig(
    String owner,
    int mailboxCapacity,
    int maxBatchRows,
    long maxBatchBytes,
    long maxTaskBytes,
    long maxScores) {
  /** Checks the ranges. */
  public ShardConfig {
    if (mailboxCapacity < 1 || maxBatchRows < 1 || maxBatchBytes < 1) {
      throw new IllegalArgumentException(
          "mailboxCapacity "
              + mailboxCapacity
              + ", maxBatchRows "
              + maxBatchRows
              + ", maxBatchBytes "
              + maxBatchBytes);
    }
  }

  /** What a server has that says nothing, with a quarter of the heap for payloads. */
  public static ShardConfig defaults(String owner, int shards) {
    long quarter = Runtime.getRuntime().maxMemory() / 4;
    return new ShardConfig(owner, 65_536, 2_000, 8L << 20, Math.max(1, quarter / shards), 200_000);
  }
}

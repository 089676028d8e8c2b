package org.smartrouting.server.config;

/**
 * What the engine may hold in memory.
 *
 * @param mailboxCapacity requests that can wait for each shard
 * @param maxTaskBytes greatest size of the payloads of all unfinished tasks; 0 for a quarter of the
 *     heap
 */
public record EngineConfig(int mailboxCapacity, long maxTaskBytes) {
  /** Checks the ranges. */
  public EngineConfig {
    Range.check("engine.mailbox-capacity", mailboxCapacity, 16, 1 << 24);
    Range.check("engine.max-task-bytes", maxTaskBytes, 0, 1L << 50);
  }

  /**
   * The bound in bytes.
   *
   * @param maxHeapBytes greatest size of the heap
   */
  public long maxTaskBytesOf(long maxHeapBytes) {
    return maxTaskBytes == 0 ? maxHeapBytes / 4 : maxTaskBytes;
  }
}

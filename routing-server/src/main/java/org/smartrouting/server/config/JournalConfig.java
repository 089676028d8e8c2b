package org.smartrouting.server.config;

/**
 * How changes are written.
 *
 * @param maxBatchRows most rows of one transaction
 */
public record JournalConfig(int maxBatchRows) {
  /** Checks the range. */
  public JournalConfig {
    Range.check("journal.max-batch-rows", maxBatchRows, 1, 10_000);
  }
}

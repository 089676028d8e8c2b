package org.smartrouting.core.store;

import java.io.Serial;

/** Somebody else has acquired the shard; its former owner must not go on. */
public final class FencedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /**
   * Says whose epoch ended.
   *
   * @param shard number of the shard
   * @param epoch the epoch that ended
   * @param current the epoch in the store
   */
  public FencedException(int shard, long epoch, long current) {
    super("shard " + shard + ": epoch " + epoch + " was ended by epoch " + current);
  }
}

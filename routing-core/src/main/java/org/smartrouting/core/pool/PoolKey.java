package org.smartrouting.core.pool;

/**
 * Names a pool among all tenants.
 *
 * @param tenant owner
 * @param pool id of the pool, unique for its owner
 */
public record PoolKey(String tenant, String pool) {
  /** Tenant of everybody when the server runs without credentials. */
  public static final String DEFAULT_TENANT = "default";

  /** Pool that always exists. */
  public static final String DEFAULT_POOL = "default";

  /** Whether this is the pool that always exists. */
  public boolean isDefault() {
    return pool.equals(DEFAULT_POOL);
  }

  /**
   * Number of the shard that owns the pool.
   *
   * @param shards number of shards, at least 1; never changes for a database
   */
  public int shard(int shards) {
    // The hash of a String is fixed by the language, so this holds over restarts and platforms.
    int hash = qualified("").hashCode() * 0x9E37_79B9;
    return Math.floorMod(hash ^ (hash >>> 15), shards);
  }

  /** A text that no other pool makes from any name; NUL cannot be part of an id. */
  public String qualified(String name) {
    return tenant + '\0' + pool + '\0' + name;
  }

  @Override
  public String toString() {
    return tenant + "/" + pool;
  }
}

package org.smartrouting.core.pool;

import org.smartrouting.core.task.RequestFingerprint;

/**
 * A pool at one moment. Immutable.
 *
 * @param key tenant and id
 * @param policy the rules in force
 * @param requestId id of the request that created it; empty for none
 * @param fingerprint digest of that request
 * @param createdMicros when it was created, microseconds since the epoch; 0 for a default pool that
 *     was never changed
 * @param updatedMicros when the policy last changed; 0 likewise
 * @param version number of changes so far
 */
public record Pool(
    PoolKey key,
    PoolPolicy policy,
    String requestId,
    RequestFingerprint fingerprint,
    long createdMicros,
    long updatedMicros,
    long version) {
  /** A pool that exists without having been created. */
  public static Pool implicit(PoolKey key) {
    return new Pool(key, PoolPolicy.DEFAULT, "", RequestFingerprint.NONE, 0, 0, 0);
  }

  /** The same with other rules. */
  public Pool withPolicy(PoolPolicy value, long nowMicros) {
    long created = createdMicros == 0 ? nowMicros : createdMicros;
    return new Pool(key, value, requestId, fingerprint, created, nowMicros, version + 1);
  }
}

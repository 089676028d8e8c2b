package org.smartrouting.core.task;

/**
 * Digest of the content of the request that made a task, by which a repeat is told from another
 * request under the same id.
 *
 * @param high upper 64 bits of the digest
 * @param low lower 64 bits of the digest
 */
public record RequestFingerprint(long high, long low) {
  /** Of a task that was made without a request id. */
  public static final RequestFingerprint NONE = new RequestFingerprint(0, 0);
}

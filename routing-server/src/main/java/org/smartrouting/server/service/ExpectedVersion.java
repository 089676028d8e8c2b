package org.smartrouting.server.service;

import org.smartrouting.server.codec.Etag;

/** The version on which a change is based, as the engine wants it. */
final class ExpectedVersion {
  /** A version that nothing ever has. */
  private static final long NONE = Long.MAX_VALUE;

  private ExpectedVersion() {}

  /**
   * The version that an etag names.
   *
   * @param etag what the caller sent; empty means whatever is there
   * @param any what the engine takes for whatever is there
   */
  static long of(String etag, long any) {
    if (etag.isEmpty()) {
      return any;
    }
    long version = Etag.version(etag).orElse(NONE);
    return version == any ? NONE : version;
  }
}

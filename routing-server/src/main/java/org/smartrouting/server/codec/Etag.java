package org.smartrouting.server.codec;

import java.util.OptionalLong;

/** Etags: the number of changes of a thing, as a text that callers only compare. */
public final class Etag {
  private Etag() {}

  /** The etag of a version. */
  public static String of(long version) {
    return Long.toString(version);
  }

  /** The version that an etag names; empty when no version has such an etag. */
  public static OptionalLong version(String etag) {
    if (etag.isEmpty() || etag.length() > 18) {
      return OptionalLong.empty();
    }
    long version = 0;
    for (int i = 0; i < etag.length(); i++) {
      char c = etag.charAt(i);
      if (c < '0' || c > '9') {
        return OptionalLong.empty();
      }
      version = version * 10 + (c - '0');
    }
    return of(version).equals(etag) ? OptionalLong.of(version) : OptionalLong.empty();
  }
}

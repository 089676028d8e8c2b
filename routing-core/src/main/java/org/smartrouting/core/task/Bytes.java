package org.smartrouting.core.task;

import java.util.Arrays;

/**
 * Bytes that the router carries and never looks into: a payload or an output. Immutable as long as
 * nobody changes the array it was made from, which is not copied because it can have a mebibyte.
 * Two are equal when their contents are.
 */
public final class Bytes {
  /** No bytes. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** Wraps an array, which must not change afterwards. */
  public static Bytes of(byte[] content) {
    return content.length == 0 ? EMPTY : new Bytes(content);
  }

  /** The array itself, which must not be changed. */
  public byte[] array() {
    return content;
  }

  /** Number of bytes. */
  public int size() {
    return content.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return size() + " bytes";
  }
}

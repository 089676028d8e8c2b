package org.smartrouting.core.assignment;

import java.util.HexFormat;

/**
 * Secret of one assignment: 128 random bits that every call about it must carry. It fences: a
 * holder whose lease was lost cannot change the task any more, because the next assignment has
 * another token. Immutable.
 *
 * @param high upper 64 bits
 * @param low lower 64 bits
 */
public record AssignmentToken(long high, long low) {
  private static final HexFormat HEX = HexFormat.of();

  /**
   * Reads the byte form.
   *
   * @throws IllegalArgumentException if it is not 16 bytes long
   */
  public static AssignmentToken ofBytes(byte[] bytes) {
    if (bytes.length != 16) {
      throw new IllegalArgumentException("a token has 16 bytes, not " + bytes.length);
    }
    return new AssignmentToken(longAt(bytes, 0), longAt(bytes, 8));
  }

  /** The 16 bytes, big end first; a new array at each call. */
  public byte[] toBytes() {
    byte[] bytes = new byte[16];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (high >>> (56 - 8 * i));
      bytes[8 + i] = (byte) (low >>> (56 - 8 * i));
    }
    return bytes;
  }

  /** The text form for the store, 32 hexadecimal digits; {@link #toString} hides the secret. */
  public String toHex() {
    return HEX.toHexDigits(high) + HEX.toHexDigits(low);
  }

  /** Reads the text form. */
  public static AssignmentToken ofHex(String text) {
    return ofBytes(HEX.parseHex(text));
  }

  /** Hides the secret, so that it cannot get into a log. */
  @Override
  public String toString() {
    return "token";
  }

  private static long longAt(byte[] bytes, int offset) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | (bytes[offset + i] & 0xFF);
    }
    return value;
  }
}

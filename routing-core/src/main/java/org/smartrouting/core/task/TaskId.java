package org.smartrouting.core.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.smartrouting.core.pool.PoolKey;

/**
 * Identity of a task: 128 bits, of which the first 16 are the number of its shard, so that a task
 * is found from its id alone.
 *
 * <p>The other 112 bits are either random or a digest of the request that made the task. The digest
 * makes a repeated request name the same row, also after a restart, without a table of its own.
 * Ordered as an unsigned number, which is the order of its bytes in the store. Immutable.
 *
 * @param high the shard in the upper 16 bits, then 48 bits of randomness or digest
 * @param low 64 bits of randomness or digest
 */
public record TaskId(long high, long low) implements Comparable<TaskId> {
  private static final long PAYLOAD_OF_HIGH = 0x0000_FFFF_FFFF_FFFFL;
  private static final HexFormat HEX = HexFormat.of();

  /** Number of characters of the text form. */
  public static final int TEXT_LENGTH = 32;

  /**
   * Makes an id from chance.
   *
   * @param shard number of the shard, 0..65,535
   * @param entropyHigh 64 random bits, of which 48 are used
   * @param entropyLow 64 random bits
   */
  public static TaskId random(int shard, long entropyHigh, long entropyLow) {
    return new TaskId(inShard(shard, entropyHigh), entropyLow);
  }

  /**
   * Makes the id that belongs to a request: the same request always has the same id.
   *
   * @param shard number of the shard of the pool, 0..65,535
   * @param pool tenant and pool of the request
   * @param requestId id that the caller gave to the request, not empty
   */
  public static TaskId ofRequest(int shard, PoolKey pool, String requestId) {
    byte[] digest = sha256().digest(pool.qualified(requestId).getBytes(StandardCharsets.UTF_8));
    return new TaskId(inShard(shard, longAt(digest, 0)), longAt(digest, 8));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if it is not 32 lower-case hexadecimal digits
   */
  public static TaskId parse(String text) {
    if (text.length() != TEXT_LENGTH || !text.equals(text.toLowerCase(java.util.Locale.ROOT))) {
      throw new IllegalArgumentException("not a task id: " + text);
    }
    return ofBytes(HEX.parseHex(text));
  }

  /**
   * Reads the byte form.
   *
   * @throws IllegalArgumentException if it is not 16 bytes long
   */
  public static TaskId ofBytes(byte[] bytes) {
    if (bytes.length != 16) {
      throw new IllegalArgumentException("a task id has 16 bytes, not " + bytes.length);
    }
    return new TaskId(longAt(bytes, 0), longAt(bytes, 8));
  }

  /** Number of the shard, 0..65,535. */
  public int shard() {
    return (int) (high >>> 48);
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

  @Override
  public int compareTo(TaskId other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public int hashCode() {
    // Either half is evenly spread; one multiplication keeps ids of one shard apart.
    return (int) ((high * 0x9E37_79B9_7F4A_7C15L + low) >>> 32);
  }

  /** The text form: 32 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return HEX.toHexDigits(high) + HEX.toHexDigits(low);
  }

  private static long inShard(int shard, long bits) {
    if (shard < 0 || shard > 0xFFFF) {
      throw new IllegalArgumentException("shard must be 0..65535, not " + shard);
    }
    return ((long) shard << 48) | (bits & PAYLOAD_OF_HIGH);
  }

  private static long longAt(byte[] bytes, int offset) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | (bytes[offset + i] & 0xFF);
    }
    return value;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}

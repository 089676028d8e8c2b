package org.smartrouting.core.orchestration;

import org.smartrouting.core.task.TaskId;

/**
 * Identity of a session, of the same form as that of a task. Immutable.
 *
 * @param bits the 128 bits, of which the first 16 are the number of the shard
 */
public record SessionId(TaskId bits) implements Comparable<SessionId> {
  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if it is not 32 lower-case hexadecimal digits
   */
  public static SessionId parse(String text) {
    return new SessionId(TaskId.parse(text));
  }

  /** Whether a text has the form of an id. */
  public static boolean isOne(String text) {
    return text.length() == TaskId.TEXT_LENGTH
        && text.chars().allMatch(each -> Character.digit(each, 16) >= 0 && !isUpper(each));
  }

  private static boolean isUpper(int character) {
    return character >= 'A' && character <= 'F';
  }

  /** Number of the shard, 0..65,535. */
  public int shard() {
    return bits.shard();
  }

  /** The 16 bytes, big end first; a new array at each call. */
  public byte[] toBytes() {
    return bits.toBytes();
  }

  @Override
  public int compareTo(SessionId other) {
    return bits.compareTo(other.bits);
  }

  /** The text form: 32 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return bits.toString();
  }
}

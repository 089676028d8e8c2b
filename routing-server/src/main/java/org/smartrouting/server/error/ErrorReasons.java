package org.smartrouting.server.error;

import com.google.protobuf.Duration;
import com.google.rpc.Code;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.smartrouting.v1.ErrorReason;

/** What belongs to each reason: its short name, its code, and when to come back. */
public final class ErrorReasons {
  private static final String PREFIX = "ERROR_REASON_";

  /** What something else would have to be different for. */
  private static final Set<ErrorReason> PRECONDITIONS =
      EnumSet.of(
          ErrorReason.ERROR_REASON_NOT_ACCEPTED,
          ErrorReason.ERROR_REASON_WRONG_TASK_STATE,
          ErrorReason.ERROR_REASON_DEPENDENCY_NOT_FOUND,
          ErrorReason.ERROR_REASON_DEPENDENCY_CYCLE,
          ErrorReason.ERROR_REASON_HELLO_EXPECTED,
          ErrorReason.ERROR_REASON_POOL_NOT_EMPTY,
          ErrorReason.ERROR_REASON_SPECIALIST_BUSY,
          ErrorReason.ERROR_REASON_DEFAULT_POOL,
          ErrorReason.ERROR_REASON_DEADLINE_INFEASIBLE,
          ErrorReason.ERROR_REASON_ALREADY_CLAIMED,
          ErrorReason.ERROR_REASON_DEPENDENCIES_OPEN,
          ErrorReason.ERROR_REASON_CHILDREN_OPEN,
          ErrorReason.ERROR_REASON_HAS_DEPENDENTS,
          ErrorReason.ERROR_REASON_RESTART_UNDER_WAY);

  private ErrorReasons() {}

  /**
   * The reason with a short name, such as {@code POOL_FULL}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ErrorReason named(String shortName) {
    return ErrorReason.valueOf(PREFIX + shortName);
  }

  /** The name that an ErrorInfo carries. */
  public static String shortName(ErrorReason reason) {
    return reason.name().substring(PREFIX.length());
  }

  /** The code of a status with this reason. */
  public static Code code(ErrorReason reason) {
    if (PRECONDITIONS.contains(reason)) {
      return Code.FAILED_PRECONDITION;
    }
    return switch (reason) {
      case ERROR_REASON_INVALID_FIELD -> Code.INVALID_ARGUMENT;
      case ERROR_REASON_TASK_NOT_FOUND,
          ERROR_REASON_SPECIALIST_NOT_FOUND,
          ERROR_REASON_POOL_NOT_FOUND,
          ERROR_REASON_SESSION_NOT_FOUND,
          ERROR_REASON_ARTIFACT_NOT_FOUND ->
          Code.NOT_FOUND;
      case ERROR_REASON_REQUEST_ID_REUSED, ERROR_REASON_POOL_EXISTS -> Code.ALREADY_EXISTS;
      case ERROR_REASON_STALE_ETAG,
          ERROR_REASON_STALE_ASSIGNMENT,
          ERROR_REASON_SESSION_SUPERSEDED ->
          Code.ABORTED;
      case ERROR_REASON_POOL_FULL,
          ERROR_REASON_KEY_FULL,
          ERROR_REASON_TOO_MANY_SESSIONS,
          ERROR_REASON_SESSION_FULL,
          ERROR_REASON_OVERLOADED,
          ERROR_REASON_MEMORY_FULL ->
          Code.RESOURCE_EXHAUSTED;
      case ERROR_REASON_NOT_SERVING, ERROR_REASON_SESSION_EXPIRED -> Code.UNAVAILABLE;
      case ERROR_REASON_INVALID_CURSOR -> Code.OUT_OF_RANGE;
      case ERROR_REASON_NOT_ASSIGNED_IN_TIME -> Code.DEADLINE_EXCEEDED;
      case ERROR_REASON_INTERNAL -> Code.INTERNAL;
      default -> throw new IllegalArgumentException(reason + " is never sent");
    };
  }

  /**
   * When a caller may come back: soon where only a burst has to pass, later where tasks must finish
   * or the server must come up first. Empty where coming back with the same request is useless.
   */
  static Optional<Duration> retryDelay(ErrorReason reason) {
    if (reason == ErrorReason.ERROR_REASON_OVERLOADED) {
      return Optional.of(Duration.newBuilder().setNanos(100_000_000).build());
    }
    boolean hasRoomLater =
        reason == ErrorReason.ERROR_REASON_POOL_FULL
            || reason == ErrorReason.ERROR_REASON_KEY_FULL
            || reason == ErrorReason.ERROR_REASON_MEMORY_FULL
            || reason == ErrorReason.ERROR_REASON_NOT_SERVING
            || reason == ErrorReason.ERROR_REASON_SESSION_EXPIRED;
    return hasRoomLater
        ? Optional.of(Duration.newBuilder().setSeconds(1).build())
        : Optional.empty();
  }
}

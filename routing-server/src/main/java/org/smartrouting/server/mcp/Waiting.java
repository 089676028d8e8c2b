package org.smartrouting.server.mcp;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.smartrouting.server.error.ErrorStatus;
import org.smartrouting.v1.ErrorReason;
import org.smartrouting.v1.PullAssignmentsRequest;

/**
 * Keeps calls that wait for work from taking all threads: only so many of them run at a time, the
 * others are refused at once and can come again. Thread-safe.
 */
final class Waiting {
  private static final java.time.Duration PULL_DEFAULT = java.time.Duration.ofSeconds(30);

  private final int most;
  private final Semaphore places;

  /**
   * Lets some calls wait.
   *
   * @param most calls that wait at the same time, at least 1
   */
  Waiting(int most) {
    this.most = most;
    this.places = new Semaphore(most);
  }

  /** How long a request asks to wait: the longest of its fields of that kind. */
  static java.time.Duration asked(Message request) {
    java.time.Duration longest = java.time.Duration.ZERO;
    if (request instanceof PullAssignmentsRequest pull && !pull.hasWaitTimeout()) {
      longest = PULL_DEFAULT;
    }
    for (FieldDescriptor field : request.getDescriptorForType().getFields()) {
      if (isWait(field) && request.hasField(field)) {
        long millis = Durations.toMillis((Duration) request.getField(field));
        java.time.Duration wait = java.time.Duration.ofMillis(Math.max(0, millis));
        longest = wait.compareTo(longest) > 0 ? wait : longest;
      }
    }
    return longest;
  }

  /**
   * Makes a call.
   *
   * @param wait how long it asks to wait
   * @throws io.grpc.StatusRuntimeException if it asks to wait and too many do so already
   */
  <T> T within(java.time.Duration wait, Supplier<T> call) {
    if (wait.isZero()) {
      return call.get();
    }
    if (!places.tryAcquire()) {
      throw ErrorStatus.toException(
          ErrorStatus.of(
              ErrorReason.ERROR_REASON_OVERLOADED,
              "Too many calls wait already: " + most + "; ask without waiting, or later.",
              Map.of("waiting_calls", Integer.toString(most))));
    }
    try {
      return call.get();
    } finally {
      places.release();
    }
  }

  private static boolean isWait(FieldDescriptor field) {
    return !field.isRepeated()
        && Fields.shape(field) == Fields.Shape.SECONDS
        && field.getName().endsWith("_timeout");
  }
}

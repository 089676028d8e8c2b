package org.smartrouting.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.smartrouting.v1.ErrorReason;

/**
 * Why a call, an item of a stream or a stream failed.
 *
 * @param code gRPC status code
 * @param reason what exactly went wrong; {@code ERROR_REASON_UNSPECIFIED} when the error does not
 *     come from the router but from the network or this library, {@code UNRECOGNIZED} when the
 *     router is newer than this library
 * @param message for people; may be empty
 * @param metadata the dynamic parts of the message
 * @param fieldViolations the fields that break their rules; empty unless the code is
 *     INVALID_ARGUMENT
 * @param retryDelay when the router asks to be called again; empty when it does not
 */
public record CallFailure(
    Status.Code code,
    ErrorReason reason,
    String message,
    Map<String, String> metadata,
    List<FieldViolation> fieldViolations,
    Optional<Duration> retryDelay) {
  private static final String DOMAIN = "smartrouting.org";
  private static final String PREFIX = "ERROR_REASON_";

  /** Copies the collections. */
  public CallFailure {
    metadata = Map.copyOf(metadata);
    fieldViolations = List.copyOf(fieldViolations);
  }

  /** Reads the failure of a call; an exception that has no status becomes UNKNOWN. */
  public static CallFailure of(Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof RoutingException routing) {
      return routing.failure();
    }
    com.google.rpc.Status status = StatusProto.fromThrowable(cause);
    return status == null ? local(Status.Code.UNKNOWN, cause.toString()) : of(status);
  }

  /** Reads the failure of one item of a stream. */
  public static CallFailure of(com.google.rpc.Status status) {
    Optional<ErrorInfo> info =
        detail(status, ErrorInfo.class).filter(found -> found.getDomain().equals(DOMAIN));
    return new CallFailure(
        Status.fromCodeValue(status.getCode()).getCode(),
        info.map(CallFailure::reasonOf).orElse(ErrorReason.ERROR_REASON_UNSPECIFIED),
        status.getMessage(),
        info.map(ErrorInfo::getMetadataMap).orElse(Map.of()),
        detail(status, BadRequest.class).map(CallFailure::violationsOf).orElse(List.of()),
        detail(status, RetryInfo.class).map(CallFailure::delayOf));
  }

  /** A failure that this library found itself. */
  static CallFailure local(Status.Code code, String message) {
    return new CallFailure(
        code, ErrorReason.ERROR_REASON_UNSPECIFIED, message, Map.of(), List.of(), Optional.empty());
  }

  /**
   * Whether the same request may succeed later: the router could not be reached, did not answer in
   * time, or said when to come back.
   */
  public boolean retryable() {
    return switch (code) {
      case UNAVAILABLE -> true;
      case RESOURCE_EXHAUSTED -> retryDelay.isPresent();
      // Our own deadline of one attempt; the router names a reason when its own time is over.
      case DEADLINE_EXCEEDED -> reason == ErrorReason.ERROR_REASON_UNSPECIFIED;
      default -> false;
    };
  }

  /** Whether a stream that failed so would fail again the same way, so that it is not reopened. */
  boolean endsStream() {
    return switch (code) {
      case INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          FAILED_PRECONDITION,
          OUT_OF_RANGE,
          PERMISSION_DENIED,
          UNAUTHENTICATED,
          UNIMPLEMENTED ->
          true;
      case ABORTED -> reason == ErrorReason.ERROR_REASON_SESSION_SUPERSEDED;
      default -> false;
    };
  }

  private static ErrorReason reasonOf(ErrorInfo info) {
    try {
      return ErrorReason.valueOf(PREFIX + info.getReason());
    } catch (IllegalArgumentException unknown) {
      return ErrorReason.UNRECOGNIZED;
    }
  }

  private static List<FieldViolation> violationsOf(BadRequest request) {
    return request.getFieldViolationsList().stream()
        .map(found -> new FieldViolation(found.getField(), found.getDescription()))
        .toList();
  }

  private static Duration delayOf(RetryInfo info) {
    Duration delay = Durations.of(info.getRetryDelay());
    return delay.isNegative() ? Duration.ZERO : delay;
  }

  private static <T extends Message> Optional<T> detail(
      com.google.rpc.Status status, Class<T> type) {
    for (Any any : status.getDetailsList()) {
      if (any.is(type)) {
        try {
          return Optional.of(any.unpack(type));
        } catch (InvalidProtocolBufferException broken) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}

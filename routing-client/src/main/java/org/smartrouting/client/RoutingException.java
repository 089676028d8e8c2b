package org.smartrouting.client;

import io.grpc.Status;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.smartrouting.v1.ErrorReason;

/** A call failed for good: its retries, if it has any, are used up. */
public final class RoutingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient CallFailure failure;

  RoutingException(CallFailure failure, @Nullable Throwable cause) {
    super(describe(failure), cause);
    this.failure = failure;
  }

  /** Reads the error of a call that was made with a plain stub. */
  public static RoutingException of(Throwable error) {
    return error instanceof RoutingException routing
        ? routing
        : new RoutingException(CallFailure.of(error), error);
  }

  static RoutingException local(Status.Code code, String message) {
    return new RoutingException(CallFailure.local(code, message), null);
  }

  /** Why, with every detail. */
  public CallFailure failure() {
    return failure;
  }

  /** Short for {@code failure().code()}. */
  public Status.Code code() {
    return failure.code();
  }

  /** Short for {@code failure().reason()}. */
  public ErrorReason reason() {
    return failure.reason();
  }

  private static String describe(CallFailure failure) {
    String reason =
        failure.reason() == ErrorReason.ERROR_REASON_UNSPECIFIED
            ? ""
            : " / " + failure.reason().name().replaceFirst("^ERROR_REASON_", "");
    String fields =
        failure.fieldViolations().stream()
            .map(found -> "; " + found.field() + ": " + found.description())
            .collect(Collectors.joining());
    return failure.code() + reason + ": " + failure.message() + fields;
  }
}

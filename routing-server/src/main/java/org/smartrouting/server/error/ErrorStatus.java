package org.smartrouting.server.error;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smartrouting.server.validation.Violation;
import org.smartrouting.v1.ErrorReason;

/**
 * Makes the status that a refused caller gets: the code of the reason, one ErrorInfo, and what else
 * the reason brings. Statuses travel in trailers, which most clients bound at 8 KiB, so everything
 * here is bounded far below that.
 */
public final class ErrorStatus {
  /** Domain of every ErrorInfo. */
  public static final String DOMAIN = "smartrouting.org";

  /** Name of a part of a refusal that says in how many milliseconds to come back. */
  private static final String RETRY_AFTER = "retry_after_ms";

  private static final int MAX_TEXT = 512;
  private static final int MAX_BAD_REQUEST_BYTES = 3_072;

  private ErrorStatus() {}

  /**
   * A refusal.
   *
   * @param reason why
   * @param message one sentence for people
   * @param metadata every dynamic part of the message; values longer than 512 characters are cut
   */
  public static Status of(ErrorReason reason, String message, Map<String, String> metadata) {
    return builder(reason, message, metadata).build();
  }

  /**
   * The refusal of a request that breaks rules of its fields.
   *
   * @param violations what it breaks, at least one; as many are sent as fit into 3 KiB
   */
  public static Status of(List<Violation> violations) {
    BadRequest.Builder badRequest = BadRequest.newBuilder();
    int bytes = 0;
    for (Violation violation : violations) {
      BadRequest.FieldViolation detail =
          BadRequest.FieldViolation.newBuilder()
              .setField(shortened(violation.field()))
              .setDescription(shortened(violation.rule()))
              .build();
      bytes += detail.getSerializedSize();
      if (bytes <= MAX_BAD_REQUEST_BYTES) {
        badRequest.addFieldViolations(detail);
      }
    }
    Violation first = violations.get(0);
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("field", first.field());
    metadata.put("rule", first.rule());
    metadata.put("violations", Integer.toString(violations.size()));
    String more = violations.size() == 1 ? "" : " (the first of " + violations.size() + " rules)";
    return builder(
            ErrorReason.ERROR_REASON_INVALID_FIELD,
            "The request breaks a rule of its fields: " + first.field() + " " + first.rule() + more,
            metadata)
        .addDetails(Any.pack(badRequest.build()))
        .build();
  }

  /** The exception that ends a call with a status. */
  public static StatusRuntimeException toException(Status status) {
    return StatusProto.toStatusRuntimeException(status);
  }

  private static Status.Builder builder(
      ErrorReason reason, String message, Map<String, String> metadata) {
    ErrorInfo.Builder info =
        ErrorInfo.newBuilder().setReason(ErrorReasons.shortName(reason)).setDomain(DOMAIN);
    metadata.forEach((key, value) -> info.putMetadata(key, shortened(value)));
    Status.Builder status =
        Status.newBuilder()
            .setCode(ErrorReasons.code(reason).getNumber())
            .setMessage(shortened(message))
            .addDetails(Any.pack(info.build()));
    retryDelay(reason, metadata)
        .ifPresent(
            delay ->
                status.addDetails(Any.pack(RetryInfo.newBuilder().setRetryDelay(delay).build())));
    return status;
  }

  /** As the refusal says, or as is usual for its reason. */
  private static Optional<Duration> retryDelay(ErrorReason reason, Map<String, String> metadata) {
    String millis = metadata.get(RETRY_AFTER);
    return millis == null
        ? ErrorReasons.retryDelay(reason)
        : Optional.of(Durations.fromMillis(Long.parseLong(millis)));
  }

  private static String shortened(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    // Half a surrogate pair could not be encoded.
    int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 4)) ? MAX_TEXT - 4 : MAX_TEXT - 3;
    return text.substring(0, end) + "...";
  }
}

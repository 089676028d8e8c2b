package org.smartrouting.server.mcp;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Why a call was refused, as callers of tools see it.
 *
 * @param code name of the gRPC code, such as {@code NOT_FOUND}
 * @param reason reason of the ErrorInfo, such as {@code TASK_NOT_FOUND}; empty when it is not the
 *     router that refused
 * @param message one sentence
 * @param metadata every dynamic part of the sentence
 * @param retryAfterSeconds when to come back; negative when nothing is said of that
 * @param violations the arguments that are wrong
 */
record CallFailure(
    String code,
    String reason,
    String message,
    Map<String, String> metadata,
    double retryAfterSeconds,
    List<Problem> violations) {
  /** Copies the collections. */
  CallFailure {
    metadata = Map.copyOf(metadata);
    violations = List.copyOf(violations);
  }

  /** Of arguments that were refused before anything was called. */
  static CallFailure of(List<Problem> problems) {
    Problem first = problems.get(0);
    String more = problems.size() == 1 ? "" : " (the first of " + problems.size() + " problems)";
    return new CallFailure(
        "INVALID_ARGUMENT",
        "INVALID_FIELD",
        "The arguments are wrong: " + first.field() + " " + first.description() + more,
        Map.of(),
        -1,
        problems);
  }

  /**
   * Of a call that was refused.
   *
   * @param toArgument turns the path of a field of the request into that of an argument
   */
  static CallFailure of(StatusRuntimeException refusal, UnaryOperator<String> toArgument) {
    Status status = StatusProto.fromThrowable(refusal);
    String reason = "";
    Map<String, String> metadata = Map.of();
    double retryAfter = -1;
    List<Problem> violations = new ArrayList<>();
    try {
      for (Any detail : status.getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          ErrorInfo info = detail.unpack(ErrorInfo.class);
          reason = info.getReason();
          metadata = info.getMetadataMap();
        } else if (detail.is(RetryInfo.class)) {
          retryAfter = Durations.toNanos(detail.unpack(RetryInfo.class).getRetryDelay()) / 1e9;
        } else if (detail.is(BadRequest.class)) {
          for (BadRequest.FieldViolation violation :
              detail.unpack(BadRequest.class).getFieldViolationsList()) {
            violations.add(
                new Problem(toArgument.apply(violation.getField()), violation.getDescription()));
          }
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the details of a status cannot be read", e);
    }
    String code = String.valueOf(Code.forNumber(status.getCode()));
    String message =
        status.getMessage().isEmpty() ? "The call ended with " + code + "." : status.getMessage();
    return new CallFailure(code, reason, message, metadata, retryAfter, violations);
  }

  /** Of a defect of this program, of which nothing is said. */
  static CallFailure internal() {
    return new CallFailure(
        "INTERNAL", "INTERNAL", "The tool failed; the log says why.", Map.of(), -1, List.of());
  }

  /** The property {@code error} of a result. */
  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", code);
    if (!reason.isEmpty()) {
      json.put("reason", reason);
    }
    json.put("message", message);
    if (!metadata.isEmpty()) {
      json.put("metadata", metadata);
    }
    if (retryAfterSeconds >= 0) {
      json.put("retry_after_seconds", MessageWriter.number(retryAfterSeconds));
    }
    if (!violations.isEmpty()) {
      json.put(
          "field_violations",
          violations.stream()
              .map(each -> Map.of("field", each.field(), "description", each.description()))
              .toList());
    }
    return json;
  }

  /** The same in words. */
  String toText() {
    StringBuilder text = new StringBuilder(code);
    if (!reason.isEmpty()) {
      text.append(" / ").append(reason);
    }
    text.append(": ").append(message);
    violations.forEach(
        each -> text.append("\n- ").append(each.field()).append(' ').append(each.description()));
    if (retryAfterSeconds >= 0) {
      text.append("\nTry again in ").append(MessageWriter.number(retryAfterSeconds)).append(" s.");
    }
    return text.toString();
  }

  /** The JSON Schema of {@link #toJson}. */
  static Map<String, Object> schema() {
    Map<String, Object> text = ValueSchema.type("string");
    Map<String, Object> violation = object();
    MessageSchema.properties(violation).put("field", text);
    MessageSchema.properties(violation).put("description", text);
    Map<String, Object> violations = ValueSchema.type("array");
    violations.put("items", violation);
    Map<String, Object> metadata = ValueSchema.type("object");
    metadata.put("additionalProperties", text);
    Map<String, Object> schema = object();
    Map<String, Object> properties = MessageSchema.properties(schema);
    properties.put("code", text);
    properties.put("reason", text);
    properties.put("message", text);
    properties.put("metadata", metadata);
    properties.put("retry_after_seconds", ValueSchema.type("number"));
    properties.put("field_violations", violations);
    schema.put("required", List.of("code", "message"));
    schema.put("description", "Why the call was refused; only with isError, and alone then.");
    return schema;
  }

  private static Map<String, Object> object() {
    Map<String, Object> schema = ValueSchema.type("object");
    schema.put("properties", new LinkedHashMap<String, Object>());
    return schema;
  }
}

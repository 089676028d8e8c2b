package org.smartrouting.server.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.smartrouting.server.validation.Violation;
import org.smartrouting.v1.ErrorReason;

final class ErrorStatusTest {
  @ParameterizedTest
  @MethodSource("sentReasons")
  void every_reason_has_the_code_that_its_comment_says(ErrorReason reason) {
    assertThat(ErrorReasons.code(reason).name()).isEqualTo(codesByComment().get(reason.name()));
  }

  @ParameterizedTest
  @MethodSource("sentReasons")
  void every_refusal_has_one_error_info(ErrorReason reason) {
    Status status = ErrorStatus.of(reason, "No pool p-1.", Map.of("pool", "p-1"));

    assertThat(status.getMessage()).isEqualTo("No pool p-1.");
    assertThat(details(status, ErrorInfo.class))
        .containsExactly(
            ErrorInfo.newBuilder()
                .setReason(reason.name().substring("ERROR_REASON_".length()))
                .setDomain("smartrouting.org")
                .putMetadata("pool", "p-1")
                .build());
  }

  @ParameterizedTest
  @MethodSource("sentReasons")
  void only_what_passes_says_when_to_come_back(ErrorReason reason) {
    boolean passes =
        Set.of(
                "POOL_FULL",
                "KEY_FULL",
                "MEMORY_FULL",
                "OVERLOADED",
                "NOT_SERVING",
                "SESSION_EXPIRED")
            .contains(ErrorReasons.shortName(reason));
    List<RetryInfo> retry = details(ErrorStatus.of(reason, "x", Map.of()), RetryInfo.class);

    assertThat(retry).hasSize(passes ? 1 : 0);
    assertThat(retry).allMatch(RetryInfo::hasRetryDelay);
  }

  @Test
  void reasons_are_found_by_their_short_names() {
    assertThat(ErrorReasons.named("POOL_FULL")).isEqualTo(ErrorReason.ERROR_REASON_POOL_FULL);
    assertThatThrownBy(() -> ErrorReasons.named("NO_SUCH"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void violations_become_a_bad_request() {
    Status status =
        ErrorStatus.of(
            List.of(
                new Violation("spec.title", "is required"),
                new Violation("pool", "must begin with a letter or digit")));

    assertThat(status.getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
    assertThat(status.getMessage())
        .isEqualTo(
            "The request breaks a rule of its fields: spec.title is required"
                + " (the first of 2 rules)");
    assertThat(details(status, BadRequest.class).get(0).getFieldViolationsList())
        .extracting(BadRequest.FieldViolation::getField)
        .containsExactly("spec.title", "pool");
    assertThat(details(status, ErrorInfo.class).get(0).getMetadataMap())
        .containsEntry("field", "spec.title")
        .containsEntry("violations", "2");
  }

  @Test
  void the_longest_status_fits_into_the_trailers_that_clients_take() {
    Violation longest = new Violation("f".repeat(5_000), "r".repeat(5_000));
    StatusRuntimeException exception =
        ErrorStatus.toException(ErrorStatus.of(Collections.nCopies(20, longest)));

    int bytes = StatusProto.fromThrowable(exception).getSerializedSize();
    assertThat(bytes * 4 / 3 + 3 * exception.getStatus().getDescription().length())
        .isLessThan(8_192);
    assertThat(StatusProto.fromThrowable(exception).getMessage()).hasSize(512).endsWith("...");
  }

  private static Stream<ErrorReason> sentReasons() {
    return Stream.of(ErrorReason.values())
        .filter(reason -> reason != ErrorReason.UNRECOGNIZED)
        .filter(reason -> reason != ErrorReason.ERROR_REASON_UNSPECIFIED);
  }

  private static Map<String, String> codesByComment() {
    Map<String, String> codes = new LinkedHashMap<>();
    Matcher matcher =
        Pattern.compile("// ([A-Z_]+): (?:.*\n  //)*.*\n  (ERROR_REASON_[A-Z_]+) =")
            .matcher(source());
    while (matcher.find()) {
      codes.put(matcher.group(2), matcher.group(1));
    }
    return codes;
  }

  private static String source() {
    String path = "/smartrouting/v1/error_reason.proto";
    try (InputStream in = ErrorReason.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <M extends Message> List<M> details(Status status, Class<M> type) {
    List<M> found = new ArrayList<>();
    for (Any detail : status.getDetailsList()) {
      unpacked(detail, type).ifPresent(found::add);
    }
    return found;
  }

  private static <M extends Message> Optional<M> unpacked(Any detail, Class<M> type) {
    try {
      return detail.is(type) ? Optional.of(detail.unpack(type)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.smartrouting.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.Status.Code;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.smartrouting.v1.ErrorReason;

class CallFailureTest {
  @Test
  void an_error_of_the_router_is_read_with_every_detail() {
    Status status =
        Status.newBuilder()
            .setCode(Code.INVALID_ARGUMENT.value())
            .setMessage("the request breaks its rules")
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder()
                        .setDomain("smartrouting.org")
                        .setReason("INVALID_FIELD")
                        .putMetadata("count", "1")
                        .build()))
            .addDetails(
                Any.pack(
                    BadRequest.newBuilder()
                        .addFieldViolations(
                            BadRequest.FieldViolation.newBuilder()
                                .setField("spec.title")
                                .setDescription("is empty"))
                        .build()))
            .build();

    CallFailure failure = CallFailure.of(StatusProto.toStatusRuntimeException(status));

    assertThat(failure).isEqualTo(CallFailure.of(status));
    assertThat(failure.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(failure.reason()).isEqualTo(ErrorReason.ERROR_REASON_INVALID_FIELD);
    assertThat(failure.metadata()).containsEntry("count", "1");
    assertThat(failure.fieldViolations())
        .containsExactly(new FieldViolation("spec.title", "is empty"));
    assertThat(failure.retryDelay()).isEmpty();
    assertThat(failure.retryable()).isFalse();
    assertThat(new RoutingException(failure, null))
        .hasMessage(
            "INVALID_ARGUMENT / INVALID_FIELD: the request breaks its rules;"
                + " spec.title: is empty");
  }

  @Test
  void an_overload_says_when_to_come_back() {
    CallFailure failure = CallFailure.of(Errors.busy());

    assertThat(failure.reason()).isEqualTo(ErrorReason.ERROR_REASON_OVERLOADED);
    assertThat(failure.retryDelay()).contains(Duration.ofMillis(1));
    assertThat(failure.retryable()).isTrue();
  }

  @Test
  void exhaustion_without_a_time_to_come_back_is_not_repeated() {
    assertThat(CallFailure.of(Errors.status(Code.RESOURCE_EXHAUSTED, "POOL_FULL")).retryable())
        .isFalse();
  }

  @Test
  void an_error_that_is_not_from_the_router_has_no_reason() {
    CallFailure network =
        CallFailure.of(io.grpc.Status.UNAVAILABLE.withDescription("gone").asRuntimeException());
    assertThat(network.reason()).isEqualTo(ErrorReason.ERROR_REASON_UNSPECIFIED);
    assertThat(network.message()).isEqualTo("gone");
    assertThat(network.retryable()).isTrue();

    assertThat(CallFailure.of(new IllegalStateException("odd")).code()).isEqualTo(Code.UNKNOWN);
  }

  @Test
  void a_reason_of_a_newer_router_is_unrecognized() {
    assertThat(CallFailure.of(Errors.status(Code.ABORTED, "FROM_THE_FUTURE")).reason())
        .isEqualTo(ErrorReason.UNRECOGNIZED);
  }

  @Test
  void the_deadline_of_one_try_is_retryable_and_the_wait_of_the_router_is_not() {
    assertThat(CallFailure.of(io.grpc.Status.DEADLINE_EXCEEDED.asRuntimeException()).retryable())
        .isTrue();
    assertThat(
            CallFailure.of(Errors.status(Code.DEADLINE_EXCEEDED, "NOT_ASSIGNED_IN_TIME"))
                .retryable())
        .isFalse();
  }
}

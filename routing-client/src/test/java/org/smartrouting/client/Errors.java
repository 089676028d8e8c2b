package org.smartrouting.client;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** Errors as the router makes them. */
final class Errors {
  private Errors() {}

  static Status status(Code code, String reason) {
    return Status.newBuilder()
        .setCode(code.value())
        .setMessage("refused by the test")
        .addDetails(
            Any.pack(
                ErrorInfo.newBuilder().setDomain("smartrouting.org").setReason(reason).build()))
        .build();
  }

  static Status busy() {
    return status(Code.RESOURCE_EXHAUSTED, "OVERLOADED").toBuilder()
        .addDetails(
            Any.pack(
                RetryInfo.newBuilder()
                    .setRetryDelay(Duration.newBuilder().setNanos(1_000_000))
                    .build()))
        .build();
  }

  static StatusRuntimeException exception(Code code, String reason) {
    return StatusProto.toStatusRuntimeException(status(code, reason));
  }

  static StatusRuntimeException unavailable() {
    return exception(Code.UNAVAILABLE, "NOT_SERVING");
  }
}

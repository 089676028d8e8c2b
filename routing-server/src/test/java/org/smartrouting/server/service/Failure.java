package org.smartrouting.server.service;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * How a call failed.
 *
 * @param code code of the status
 * @param reason reason of its one ErrorInfo; empty for none
 */
public record Failure(Code code, String reason) {
  /** What a call fails with. */
  public static Failure of(ThrowingCallable call) {
    return of(Assertions.catchThrowableOfType(StatusRuntimeException.class, call));
  }

  /** What an exception says. */
  public static Failure of(Throwable failed) {
    return of(StatusProto.fromThrowable(failed));
  }

  /** What a status says. */
  public static Failure of(Status status) {
    List<String> reasons =
        status.getDetailsList().stream()
            .filter(detail -> detail.is(ErrorInfo.class))
            .map(Failure::reason)
            .collect(Collectors.toList());
    Assertions.assertThat(reasons).as(status.toString()).hasSizeLessThan(2);
    return new Failure(Code.forNumber(status.getCode()), reasons.isEmpty() ? "" : reasons.get(0));
  }

  private static String reason(Any detail) {
    try {
      return detail.unpack(ErrorInfo.class).getReason();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}

package org.smartrouting.server.service;

import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.protobuf.StatusProto;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * How a call was refused.
 *
 * @param code code of its status
 * @param reason reason of its ErrorInfo
 */
record Refused(Code code, String reason) {
  static Refused by(ThrowingCallable call) {
    return of(catchThrowable(call));
  }

  static Refused of(Throwable failure) {
    Status status = StatusProto.fromThrowable(failure);
    if (status == null) {
      throw new AssertionError("no status", failure);
    }
    return of(status);
  }

  static Refused of(Status status) {
    for (Any detail : status.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        try {
          ErrorInfo info = detail.unpack(ErrorInfo.class);
          return new Refused(Code.forNumber(status.getCode()), info.getReason());
        } catch (InvalidProtocolBufferException e) {
          throw new AssertionError(e);
        }
      }
    }
    throw new AssertionError("no ErrorInfo in " + status);
  }
}

package org.smartrouting.server.cli;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.PrintWriter;
import org.smartrouting.server.config.ConfigRefusedException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Says on standard error why a command failed. Exits with 2 for what the user can put right on the
 * command line or in the settings, otherwise with 1.
 */
public final class FailureReport implements IExecutionExceptionHandler {
  /** Made once for a command line. */
  public FailureReport() {}

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments)
      throws Exception {
    PrintWriter err = command.getErr();
    if (failure instanceof StatusRuntimeException refusal) {
      report(StatusProto.fromThrowable(refusal), err);
      err.flush();
      return ExitCode.SOFTWARE;
    }
    if (failure instanceof ConfigRefusedException || failure instanceof UnusableArgumentException) {
      err.println(failure.getMessage());
      err.flush();
      return ExitCode.USAGE;
    }
    throw failure;
  }

  private static void report(Status status, PrintWriter err) throws InvalidProtocolBufferException {
    String reason = "";
    for (Any detail : status.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        reason = " / " + detail.unpack(ErrorInfo.class).getReason();
      }
    }
    err.println(Code.forNumber(status.getCode()) + reason + ": " + status.getMessage());
    for (Any detail : status.getDetailsList()) {
      if (detail.is(BadRequest.class)) {
        detail
            .unpack(BadRequest.class)
            .getFieldViolationsList()
            .forEach(field -> err.println("  " + field.getField() + " " + field.getDescription()));
      }
    }
  }
}

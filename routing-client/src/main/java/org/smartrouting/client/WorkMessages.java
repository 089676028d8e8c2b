package org.smartrouting.client;

import com.google.protobuf.ByteString;
import java.util.OptionalDouble;
import org.smartrouting.v1.AcceptAssignmentRequest;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.CompleteAssignmentRequest;
import org.smartrouting.v1.DeclineAssignmentRequest;
import org.smartrouting.v1.FailAssignmentRequest;
import org.smartrouting.v1.Failure;
import org.smartrouting.v1.FailureKind;
import org.smartrouting.v1.Heartbeat;
import org.smartrouting.v1.Leave;
import org.smartrouting.v1.LoadReport;
import org.smartrouting.v1.RenewAssignmentRequest;
import org.smartrouting.v1.Stopped;
import org.smartrouting.v1.TaskResult;
import org.smartrouting.v1.WorkRequest;

/** The messages of a specialist; those that are acknowledged get their numbers later. */
final class WorkMessages {
  private static final int MOST_OUTPUT_BYTES = 1 << 20;
  private static final int MOST_REASON_BYTES = 1024;

  private WorkMessages() {}

  static WorkRequest heartbeat(long messageId) {
    return WorkRequest.newBuilder()
        .setMessageId(messageId)
        .setHeartbeat(Heartbeat.getDefaultInstance())
        .build();
  }

  static WorkRequest load(long messageId, long seq, LoadReport report) {
    return WorkRequest.newBuilder()
        .setMessageId(messageId)
        .setLoad(report.toBuilder().setSeq(seq))
        .build();
  }

  static WorkRequest leave() {
    return WorkRequest.newBuilder().setLeave(Leave.getDefaultInstance()).build();
  }

  static WorkRequest accept(AssignmentReference assignment) {
    return WorkRequest.newBuilder()
        .setAccept(AcceptAssignmentRequest.newBuilder().setAssignment(assignment))
        .build();
  }

  static WorkRequest decline(AssignmentReference assignment, String reason) {
    return WorkRequest.newBuilder()
        .setDecline(
            DeclineAssignmentRequest.newBuilder().setAssignment(assignment).setReason(line(reason)))
        .build();
  }

  static WorkRequest renew(AssignmentReference assignment, double progress) {
    return WorkRequest.newBuilder()
        .setRenew(
            RenewAssignmentRequest.newBuilder().setAssignment(assignment).setProgress(progress))
        .build();
  }

  /** Completes; a result that no router would take becomes a failure for good. */
  static WorkRequest complete(
      AssignmentReference assignment, TaskResult result, OptionalDouble quality) {
    // Sent anyway it would break the stream, be sent again and break the next one.
    if (result.getOutput().size() > MOST_OUTPUT_BYTES) {
      String reason = "the output has " + result.getOutput().size() + " bytes, more than 1 MiB";
      return fail(assignment, FailureKind.FAILURE_KIND_PERMANENT, reason);
    }
    CompleteAssignmentRequest.Builder complete =
        CompleteAssignmentRequest.newBuilder().setAssignment(assignment).setResult(result);
    quality.ifPresent(complete::setQuality);
    return WorkRequest.newBuilder().setComplete(complete).build();
  }

  static WorkRequest fail(AssignmentReference assignment, FailureKind kind, String reason) {
    return WorkRequest.newBuilder()
        .setFail(
            FailAssignmentRequest.newBuilder()
                .setAssignment(assignment)
                .setFailure(Failure.newBuilder().setKind(kind).setReason(line(reason))))
        .build();
  }

  /** Says that work on a void assignment has ended. */
  static WorkRequest stopped(AssignmentReference assignment) {
    return WorkRequest.newBuilder()
        .setStopped(Stopped.newBuilder().setAssignment(assignment))
        .build();
  }

  /** Fails for good, because the router does not take the result. */
  static WorkRequest refused(AssignmentReference assignment, String why) {
    String reason = "the result was refused: " + why;
    return fail(assignment, FailureKind.FAILURE_KIND_PERMANENT, reason);
  }

  /** The assignment that a message is about. */
  static AssignmentReference subject(WorkRequest message) {
    return switch (message.getMessageCase()) {
      case ACCEPT -> message.getAccept().getAssignment();
      case DECLINE -> message.getDecline().getAssignment();
      case RENEW -> message.getRenew().getAssignment();
      case COMPLETE -> message.getComplete().getAssignment();
      case FAIL -> message.getFail().getAssignment();
      case STOPPED -> message.getStopped().getAssignment();
      case HELLO, LOAD, HEARTBEAT, LEAVE, MESSAGE_NOT_SET ->
          AssignmentReference.getDefaultInstance();
    };
  }

  /** Makes one line of at most 1,024 bytes that is not empty, as the router asks of reasons. */
  static String line(String text) {
    String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\p{Cs}]+", " ").strip();
    ByteString bytes = ByteString.copyFromUtf8(plain);
    if (bytes.size() > MOST_REASON_BYTES) {
      int end = MOST_REASON_BYTES;
      while ((bytes.byteAt(end) & 0xC0) == 0x80) {
        end--;
      }
      plain = bytes.substring(0, end).toStringUtf8().strip();
    }
    return plain.isEmpty() ? "no reason given" : plain;
  }
}

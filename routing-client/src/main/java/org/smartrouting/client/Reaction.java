package org.smartrouting.client;

import io.grpc.Status;
import org.smartrouting.v1.ErrorReason;
import org.smartrouting.v1.WorkRequest;

/** What a session does when the router refuses one of its messages. */
enum Reaction {
  /** The assignment is lost: stop the work and forget it. */
  DROP,
  /** Only a report of progress: go on. */
  GO_ON,
  /** The router could not: send the same message again later. */
  SEND_LATER,
  /** The router will never take this result: fail the task for good. */
  FAIL_FOR_GOOD;

  /**
   * Decides.
   *
   * @param acceptPending whether the acceptance of the assignment is not answered yet
   */
  static Reaction to(WorkRequest refused, CallFailure failure, boolean acceptPending) {
    if (failure.reason() == ErrorReason.ERROR_REASON_STALE_ASSIGNMENT) {
      return DROP;
    }
    if (refused.hasAccept() && failure.reason() == ErrorReason.ERROR_REASON_SPECIALIST_BUSY) {
      // The end of what was in its slot is still on its way.
      return SEND_LATER;
    }
    if (refused.hasRenew()) {
      return GO_ON;
    }
    boolean overtook = failure.reason() == ErrorReason.ERROR_REASON_NOT_ACCEPTED && acceptPending;
    boolean forGood = failure.endsStream() || failure.code() == Status.Code.ABORTED;
    if (overtook || !forGood) {
      return SEND_LATER;
    }
    return refused.hasComplete() && failure.code() == Status.Code.INVALID_ARGUMENT
        ? FAIL_FOR_GOOD
        : DROP;
  }
}

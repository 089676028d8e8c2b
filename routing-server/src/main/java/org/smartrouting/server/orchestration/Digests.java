package org.smartrouting.server.orchestration;

import com.google.protobuf.Message;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.orchestration.v1.CompleteTaskRequest;
import org.smartrouting.orchestration.v1.ExecuteTaskRequest;
import org.smartrouting.orchestration.v1.PlanTaskRequest;
import org.smartrouting.server.codec.FingerprintCodec;

/** Fingerprints of the requests about plans that can be repeated. */
final class Digests {
  private Digests() {}

  static RequestFingerprint of(PlanTaskRequest request) {
    return ofNamed(request.getRequestId(), request.toBuilder().clearRequestId().build());
  }

  /** How long the caller waits is no part of what it asks for; the name of the request is. */
  static RequestFingerprint of(ExecuteTaskRequest request) {
    return ofNamed(
        request.getRequestId(),
        request.toBuilder().clearWaitTimeout().clearResultTimeout().clearLease().build());
  }

  /** The same words under the same token are a repeat. */
  static RequestFingerprint of(CompleteTaskRequest request) {
    return FingerprintCodec.digest(request);
  }

  private static RequestFingerprint ofNamed(String requestId, Message content) {
    return requestId.isEmpty() ? RequestFingerprint.NONE : FingerprintCodec.digest(content);
  }
}

package org.smartrouting.server.codec;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.v1.CreatePoolRequest;
import org.smartrouting.v1.RouteTaskRequest;
import org.smartrouting.v1.SubmitTaskRequest;

/**
 * Fingerprints of requests that can be repeated: equal for two requests that ask for the same under
 * whatever request_id. Without a request_id there is no repeat and no fingerprint.
 */
public final class FingerprintCodec {
  private FingerprintCodec() {}

  /** Of a submit. */
  public static RequestFingerprint of(SubmitTaskRequest request) {
    return request.getRequestId().isEmpty()
        ? RequestFingerprint.NONE
        : digest(
            request.toBuilder().clearRequestId().setPool(normalised(request.getPool())).build());
  }

  /** Of a route; how long the caller waits is no part of what it asks for. */
  public static RequestFingerprint of(RouteTaskRequest request) {
    return request.getRequestId().isEmpty()
        ? RequestFingerprint.NONE
        : digest(
            request.toBuilder()
                .clearRequestId()
                .clearWaitTimeout()
                .setPool(normalised(request.getPool()))
                .build());
  }

  /** Of the creation of a pool. */
  public static RequestFingerprint of(CreatePoolRequest request) {
    return request.getRequestId().isEmpty()
        ? RequestFingerprint.NONE
        : digest(request.toBuilder().clearRequestId().build());
  }

  private static String normalised(String pool) {
    return pool.isEmpty() ? PoolKey.DEFAULT_POOL : pool;
  }

  /** Of any request, whatever it has. */
  public static RequestFingerprint digest(Message content) {
    MessageDigest digest = Sha256.start();
    // A submit and a route of the same task have the same bytes, and are not the same request.
    digest.update(content.getDescriptorForType().getFullName().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(serialised(content));
    ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
    return new RequestFingerprint(bytes.getLong(), bytes.getLong());
  }

  private static byte[] serialised(Message content) {
    byte[] bytes = new byte[content.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    // Otherwise the entries of a map come in the order in which the caller wrote them.
    out.useDeterministicSerialization();
    try {
      content.writeTo(out);
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new UncheckedIOException("an array cannot fail to be written", e);
    }
    return bytes;
  }
}

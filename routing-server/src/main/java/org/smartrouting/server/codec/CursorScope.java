package org.smartrouting.server.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The call and the parameters for which a page token or cursor holds. A token made in one scope is
 * none in another.
 *
 * <p>A token is base64url of: one byte of version, eight bytes of a digest over scope and position,
 * the position. The digest finds mistakes; it is no secret, so a position must not give access to
 * anything that the call does not give anyway.
 *
 * @param call name of the call
 * @param parameters what else must be the same from page to page
 */
public record CursorScope(String call, List<String> parameters) {
  private static final byte VERSION = 1;
  private static final int DIGEST_BYTES = 8;
  private static final int HEADER_BYTES = 1 + DIGEST_BYTES;

  /** Copies the list. */
  public CursorScope {
    parameters = List.copyOf(parameters);
  }

  /** The scope of a call with parameters. */
  public static CursorScope of(String call, String... parameters) {
    return new CursorScope(call, List.of(parameters));
  }

  /** The token of a position. */
  public String encode(byte[] position) {
    byte[] token =
        ByteBuffer.allocate(HEADER_BYTES + position.length)
            .put(VERSION)
            .put(digest(position))
            .put(position)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** The position of a token; empty when the token was not made in this scope. */
  public Optional<byte[]> decode(String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length < HEADER_BYTES || bytes[0] != VERSION) {
      return Optional.empty();
    }
    byte[] position = Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length);
    boolean isOurs =
        Arrays.equals(digest(position), Arrays.copyOfRange(bytes, 1, HEADER_BYTES))
            && encode(position).equals(token);
    return isOurs ? Optional.of(position) : Optional.empty();
  }

  private byte[] digest(byte[] position) {
    MessageDigest digest = Sha256.start();
    update(digest, call.getBytes(StandardCharsets.UTF_8));
    for (String parameter : parameters) {
      update(digest, parameter.getBytes(StandardCharsets.UTF_8));
    }
    update(digest, position);
    return Arrays.copyOf(digest.digest(), DIGEST_BYTES);
  }

  // With its length, so that no two lists of parts are the same bytes.
  private static void update(MessageDigest digest, byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
    digest.update(part);
  }
}

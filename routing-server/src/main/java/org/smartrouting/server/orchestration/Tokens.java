package org.smartrouting.server.orchestration;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.AssignmentToken;

/** Tokens of assignments as text. */
final class Tokens {
  private Tokens() {}

  static String text(AssignmentToken token) {
    return HexFormat.of().formatHex(token.toBytes());
  }

  /** The token of a text that breaks no rule; null of an empty one. */
  static @Nullable AssignmentToken parse(String text) {
    return text.isEmpty() ? null : AssignmentToken.ofBytes(HexFormat.of().parseHex(text));
  }
}

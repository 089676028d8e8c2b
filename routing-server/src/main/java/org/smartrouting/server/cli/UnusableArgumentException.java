package org.smartrouting.server.cli;

import java.io.Serial;

/** What the user gave cannot be used; the message says why. */
final class UnusableArgumentException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** Says what cannot be used. */
  UnusableArgumentException(String message) {
    super(message);
  }
}

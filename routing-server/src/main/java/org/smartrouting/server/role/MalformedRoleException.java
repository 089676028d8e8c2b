package org.smartrouting.server.role;

/** The text of a role is missing or cannot be read; the message names file, line and rule. */
public final class MalformedRoleException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedRoleException(String message) {
    super(message);
  }
}

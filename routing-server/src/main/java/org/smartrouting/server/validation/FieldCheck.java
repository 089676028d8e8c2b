package org.smartrouting.server.validation;

import com.google.protobuf.Message;

/** Checks one field of a message, or several that depend on each other. */
@FunctionalInterface
interface FieldCheck {
  /** Adds what the message breaks. */
  void check(Message message, Findings findings);
}

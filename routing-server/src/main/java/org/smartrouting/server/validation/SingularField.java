package org.smartrouting.server.validation;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;

/**
 * Checks a field that holds one value.
 *
 * @param field the field
 * @param hasPresence whether it can be absent, and is then not looked at
 * @param isRequired whether it must be there and not empty
 * @param value check of the value
 */
record SingularField(
    FieldDescriptor field, boolean hasPresence, boolean isRequired, ValueCheck value)
    implements FieldCheck {
  @Override
  public void check(Message message, Findings findings) {
    if (hasPresence && !message.hasField(field)) {
      if (isRequired) {
        findings.add(field.getName(), "is required");
      }
      return;
    }
    Object content = message.getField(field);
    if (isRequired && isEmpty(content)) {
      findings.add(field.getName(), "is required and must not be empty");
      return;
    }
    int before = findings.count();
    value.check(content, findings);
    findings.moveUnder(field.getName(), before);
  }

  private static boolean isEmpty(Object content) {
    return (content instanceof String text && text.isEmpty())
        || (content instanceof ByteString bytes && bytes.isEmpty());
  }
}

package org.smartrouting.server.validation;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import java.util.List;

/**
 * Checks a map: its size, its keys and its values.
 *
 * @param field the field
 * @param isRequired whether it must have an entry
 * @param maxItems greatest number of entries; 0 for no limit
 * @param key check of each key
 * @param value check of each value
 */
record MapField(
    FieldDescriptor field, boolean isRequired, int maxItems, ValueCheck key, ValueCheck value)
    implements FieldCheck {
  @Override
  public void check(Message message, Findings findings) {
    int size = message.getRepeatedFieldCount(field);
    if (size == 0) {
      if (isRequired) {
        findings.add(field.getName(), "is required and must not be empty");
      }
      return;
    }
    if (maxItems > 0 && size > maxItems) {
      findings.add(field.getName(), Ranges.mustBe(0, maxItems, " entries", size));
      return;
    }
    int before = findings.count();
    for (Object item : (List<?>) message.getField(field)) {
      MapEntry<?, ?> entry = (MapEntry<?, ?>) item;
      int beforeEntry = findings.count();
      key.check(entry.getKey(), findings);
      // The path names the entry, not its key, so the rule must say that it speaks of the key.
      findings.reword("key ", beforeEntry);
      value.check(entry.getValue(), findings);
      if (findings.count() > beforeEntry) {
        String shown = entry.getKey() instanceof String text ? Text.shown(text) : "";
        findings.moveUnder("[\"" + shown + "\"]", beforeEntry);
      }
    }
    findings.moveUnder(field.getName(), before);
  }
}

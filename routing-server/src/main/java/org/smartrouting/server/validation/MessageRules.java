package org.smartrouting.server.validation;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All rules of one type of message: those of each field, then those between fields. Immutable. */
final class MessageRules implements ValueCheck {
  private final FieldCheck[] checks;
  private final Map<String, FieldCheck> byField;
  private final Map<String, MessageRules> nested;

  /**
   * Puts rules together.
   *
   * @param byField checks of single fields, by the name of the field
   * @param nested rules of the fields that hold a message of ours, by the name of the field
   * @param between checks between fields
   */
  MessageRules(
      Map<String, FieldCheck> byField, Map<String, MessageRules> nested, List<FieldCheck> between) {
    this.byField = Map.copyOf(byField);
    this.nested = Map.copyOf(nested);
    this.checks = new FieldCheck[byField.size() + between.size()];
    int next = 0;
    for (FieldCheck check : byField.values()) {
      checks[next++] = check;
    }
    for (FieldCheck check : between) {
      checks[next++] = check;
    }
  }

  @Override
  public void check(Object value, Findings findings) {
    Message message = (Message) value;
    for (FieldCheck check : checks) {
      check.check(message, findings);
      if (findings.isFull()) {
        return;
      }
    }
  }

  /**
   * Checks one field only, as an update mask names it.
   *
   * @param path names of fields with dots between them; a name that has no rules is accepted
   */
  void checkPath(Message message, String path, Findings findings) {
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    MessageRules below = nested.get(name);
    if (dot < 0 || below == null) {
      @Nullable FieldCheck check = byField.get(name);
      if (check != null) {
        check.check(message, findings);
      }
      return;
    }
    Message child =
        (Message) message.getField(message.getDescriptorForType().findFieldByName(name));
    int before = findings.count();
    below.checkPath(child, path.substring(dot + 1), findings);
    findings.moveUnder(name, before);
  }
}

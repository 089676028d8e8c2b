package org.smartrouting.server.validation;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import java.util.Set;

/**
 * Checks the new values of an update together with the mask that names them: the mask must name
 * fields that can be changed, and only the named fields must satisfy their rules.
 *
 * @param values the field with the new values
 * @param valuesRequired whether that field must be there
 * @param rules rules of the new values
 * @param mask the field with the mask
 * @param maskRequired whether it must be there; otherwise it stands for the fields that are present
 * @param changeable the paths that a mask can have
 */
record MaskedUpdate(
    FieldDescriptor values,
    boolean valuesRequired,
    MessageRules rules,
    FieldDescriptor mask,
    boolean maskRequired,
    Set<String> changeable)
    implements FieldCheck {
  @Override
  public void check(Message message, Findings findings) {
    if (valuesRequired && !message.hasField(values)) {
      findings.add(values.getName(), "is required");
    }
    FieldMask paths = (FieldMask) message.getField(mask);
    if (paths.getPathsCount() == 0 && !maskRequired) {
      Message newValues = (Message) message.getField(values);
      for (FieldDescriptor present : newValues.getAllFields().keySet()) {
        checkPath(present.getName(), 0, newValues, findings);
      }
    } else if (paths.getPathsCount() == 0) {
      findings.add(mask.getName(), "is required and must not be empty");
    } else if (paths.getPathsCount() > changeable.size()) {
      int count = paths.getPathsCount();
      findings.add(mask.getName(), Ranges.mustBe(0, changeable.size(), " paths", count));
    } else {
      Message newValues = (Message) message.getField(values);
      for (int i = 0; i < paths.getPathsCount() && !findings.isFull(); i++) {
        checkPath(paths.getPaths(i), i, newValues, findings);
      }
    }
  }

  private void checkPath(String path, int index, Message newValues, Findings findings) {
    if (!changeable.contains(path)) {
      String type = values.getMessageType().getName();
      findings.add(
          mask.getName() + ".paths[" + index + "]",
          "must be a field of " + type + " that can be changed, not \"" + Text.shown(path) + "\"");
      return;
    }
    int before = findings.count();
    rules.checkPath(newValues, path, findings);
    findings.moveUnder(values.getName(), before);
  }
}

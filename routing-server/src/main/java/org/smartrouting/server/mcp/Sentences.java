package org.smartrouting.server.mcp;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.smartrouting.orchestration.v1.PlannedTask;
import org.smartrouting.orchestration.v1.Session;
import org.smartrouting.v1.Task;

/**
 * Says in a few words what an answer says: who and what it is about, where it stands, what next.
 */
final class Sentences {
  private static final int MAX_LENGTH = 800;
  private static final int LONG_TEXT = 200;
  private static final int SHOWN_ITEMS = 3;

  private Sentences() {}

  /** The sentences of an answer. */
  static String of(Message answer) {
    List<String> sentences = new ArrayList<>();
    for (FieldDescriptor field : answer.getDescriptorForType().getFields()) {
      sentence(answer, field).ifPresent(sentences::add);
    }
    String text = sentences.isEmpty() ? "Done." : String.join(" ", sentences);
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH - 3) + "...";
  }

  private static Optional<String> sentence(Message answer, FieldDescriptor field) {
    if (field.isRepeated()) {
      return field.isMapField() ? Optional.empty() : Optional.of(list(answer, field));
    }
    if (field.hasPresence() && !answer.hasField(field)) {
      return Optional.empty();
    }
    Object value = answer.getField(field);
    return switch (Fields.shape(field)) {
      case MESSAGE -> Optional.of(thing(value)).filter(text -> !text.isEmpty()).map(Sentences::end);
      case TEXT -> text(field, (String) value);
      case BOOLEAN ->
          Optional.of((Boolean) value ? end(words(field) + ": yes") : "").filter(s -> !s.isEmpty());
      case INTEGER, NUMBER -> Optional.of(end(words(field) + ": " + value));
      case NAME_OF_ENUM ->
          Optional.of(end(words(field) + ": " + EnumNames.of((EnumValueDescriptor) value)));
      default -> Optional.empty();
    };
  }

  private static Optional<String> text(FieldDescriptor field, String value) {
    if (value.isEmpty() || value.length() > LONG_TEXT) {
      return Optional.empty();
    }
    boolean isSentence = value.endsWith(".");
    return Optional.of(isSentence ? value : end(words(field) + ": " + value));
  }

  private static String list(Message answer, FieldDescriptor field) {
    int size = answer.getRepeatedFieldCount(field);
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < Math.min(size, SHOWN_ITEMS); i++) {
      Object item = answer.getRepeatedField(field, i);
      String text = item instanceof Message ? thing(item) : String.valueOf(item);
      if (!text.isEmpty() && text.length() <= LONG_TEXT) {
        shown.add(text);
      }
    }
    String rest = size > shown.size() && !shown.isEmpty() ? ", ..." : "";
    String items = shown.isEmpty() ? "" : ": " + String.join(", ", shown) + rest;
    return end(words(field) + " (" + size + ")" + items);
  }

  private static String thing(Object value) {
    if (value instanceof PlannedTask task) {
      return "task "
          + task.getTaskId()
          + " '"
          + task.getPlan().getTitle()
          + "' is "
          + EnumNames.of(task.getStatus().getValueDescriptor())
          + because(task.getStatusReason());
    }
    if (value instanceof Task task) {
      return "task "
          + task.getTaskId()
          + " '"
          + task.getSpec().getTitle()
          + "' is "
          + EnumNames.of(task.getState().getValueDescriptor())
          + because(task.getStateReason());
    }
    if (value instanceof Session session) {
      return "session "
          + session.getSessionId()
          + " is "
          + EnumNames.of(session.getStatus().getValueDescriptor());
    }
    return value instanceof Message message ? nested(message) : "";
  }

  // Of anything else its id, its name or its one task.
  private static String nested(Message message) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.isRepeated()) {
        continue;
      }
      Object value = message.getField(field);
      boolean names = field.getName().endsWith("_id") || field.getName().equals("name");
      if (names && value instanceof String name && !name.isEmpty()) {
        return name;
      }
      if (value instanceof PlannedTask || value instanceof Session || value instanceof Task) {
        return thing(value);
      }
    }
    return "";
  }

  private static String because(String reason) {
    return reason.isEmpty() ? "" : " (" + reason + ")";
  }

  private static String words(FieldDescriptor field) {
    String words = field.getName().replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String end(String sentence) {
    String capital = sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    return capital.endsWith(".") ? capital : capital + ".";
  }
}

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
    String nothing = "Done.";
    for (FieldDescriptor field : answer.getDescriptorForType().getFields()) {
      boolean isEmptyList = field.isRepeated() && answer.getRepeatedFieldCount(field) == 0;
      if (isEmptyList && nothing.equals("Done.")) {
        nothing = "No " + field.getName().replace('_', ' ') + ".";
      } else if (!isEmptyList) {
        sentence(answer, field).ifPresent(sentences::add);
      }
    }
    String text = sentences.isEmpty() ? nothing : String.join(" ", sentences);
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
      case MESSAGE -> message(field, (Message) value);
      case TEXT -> text(field, (String) value);
      case BOOLEAN ->
          Optional.of(value).filter(yes -> (Boolean) yes).map(yes -> fact(field, "yes"));
      case INTEGER, NUMBER ->
          Optional.of(fact(field, MessageWriter.number(((Number) value).doubleValue())));
      case NAME_OF_ENUM -> Optional.of(fact(field, EnumNames.of((EnumValueDescriptor) value)));
      default -> Optional.empty();
    };
  }

  private static Optional<String> message(FieldDescriptor field, Message value) {
    String text = thing(value);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    boolean isSentence = isSubject(value);
    return Optional.of(isSentence ? capital(text) + "." : fact(field, text));
  }

  private static Optional<String> text(FieldDescriptor field, String value) {
    if (value.isEmpty() || value.length() > LONG_TEXT) {
      return Optional.empty();
    }
    boolean isSentence = value.indexOf(' ') > 0;
    return Optional.of(isSentence ? value + (value.endsWith(".") ? "" : ".") : fact(field, value));
  }

  private static String list(Message answer, FieldDescriptor field) {
    int size = answer.getRepeatedFieldCount(field);
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < Math.min(size, SHOWN_ITEMS); i++) {
      Object item = answer.getRepeatedField(field, i);
      String text = item instanceof Message message ? thing(message) : String.valueOf(item);
      if (!text.isEmpty() && text.length() <= LONG_TEXT) {
        shown.add(text);
      }
    }
    String rest = size > shown.size() && !shown.isEmpty() ? ", ..." : "";
    String items = shown.isEmpty() ? "" : ": " + String.join(", ", shown) + rest;
    String sentence = words(field) + " (" + size + ")" + items;
    return sentence.endsWith(".") ? sentence : sentence + ".";
  }

  private static boolean isSubject(Message message) {
    return message instanceof PlannedTask || message instanceof Task || message instanceof Session;
  }

  private static String thing(Message value) {
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
    return nested(value);
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
      if (value instanceof Message subject && isSubject(subject)) {
        return thing(subject);
      }
    }
    return "";
  }

  private static String because(String reason) {
    return reason.isEmpty() ? "" : " (" + reason + ")";
  }

  private static String fact(FieldDescriptor field, Object value) {
    return words(field) + ": " + value + ".";
  }

  private static String words(FieldDescriptor field) {
    return capital(field.getName().replace('_', ' '));
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}

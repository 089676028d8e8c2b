package org.smartrouting.server.mcp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages from arguments. Nothing is passed over: what is unknown, missing or of the wrong
 * type is a problem, and all of them are found. Not safe for use by several threads.
 */
final class MessageReader {
  private final Problems problems = new Problems();
  private final ValueReader values = new ValueReader(problems);
  private final Set<String> partial;

  private MessageReader(Set<String> partial) {
    this.partial = partial;
  }

  /**
   * Reads a message.
   *
   * @param prototype any message of the type
   * @param arguments the fields by their names
   * @param partial paths of messages that bring only some of their fields, so that none is required
   * @throws ArgumentsRefusedException if anything is wrong
   */
  static Message read(Message prototype, Map<String, ?> arguments, Set<String> partial) {
    MessageReader reader = new MessageReader(partial);
    Message.Builder builder = prototype.newBuilderForType();
    reader.message(builder, arguments, "");
    reader.problems.refuseIfAny();
    return builder.build();
  }

  private void message(Message.Builder builder, @Nullable Object json, String path) {
    if (!(json instanceof Map<?, ?> map)) {
      values.wrong(path, "an object", json);
      return;
    }
    Descriptor type = builder.getDescriptorForType();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = String.valueOf(entry.getKey());
      FieldDescriptor field = type.findFieldByName(name);
      FieldDescriptor content = base64(type, name);
      String below = (path.isEmpty() ? "" : path + ".") + Json.shortened(name);
      if (field != null) {
        set(builder, field, entry.getValue(), below);
      } else if (content != null) {
        decoded(entry.getValue(), below).ifPresent(bytes -> builder.setField(content, bytes));
      } else {
        problem(below, "is not known; " + Nearest.advice(name, Fields.names(type)));
      }
    }
    conflicts(type, map, path);
    if (!partial.contains(path)) {
      missing(type, map, path);
    }
  }

  private void set(
      Message.Builder builder, FieldDescriptor field, @Nullable Object json, String path) {
    if (field.isMapField()) {
      entries(builder, field, json, path);
    } else if (field.isRepeated()) {
      items(builder, field, json, path);
    } else {
      value(builder, field, json, path).ifPresent(value -> builder.setField(field, value));
    }
  }

  private void items(
      Message.Builder builder, FieldDescriptor field, @Nullable Object json, String path) {
    if (!(json instanceof List<?> list)) {
      values.wrong(path, "an array", json);
      return;
    }
    for (int i = 0; i < list.size(); i++) {
      value(builder, field, list.get(i), path + "[" + i + "]")
          .ifPresent(value -> builder.addRepeatedField(field, value));
    }
  }

  private void entries(
      Message.Builder builder, FieldDescriptor field, @Nullable Object json, String path) {
    if (!(json instanceof Map<?, ?> map)) {
      values.wrong(path, "an object", json);
      return;
    }
    FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Message.Builder pair = builder.newBuilderForField(field);
      pair.setField(key, String.valueOf(entry.getKey()));
      value(pair, value, entry.getValue(), path + "[" + entry.getKey() + "]")
          .ifPresent(read -> builder.addRepeatedField(field, pair.setField(value, read).build()));
    }
  }

  private Optional<Object> value(
      Message.Builder parent, FieldDescriptor field, @Nullable Object json, String path) {
    if (Fields.shape(field) != Fields.Shape.MESSAGE) {
      return values.read(field, json, path);
    }
    Message.Builder builder = parent.newBuilderForField(field);
    message(builder, json, path);
    return Optional.of(builder.build());
  }

  private Optional<ByteString> decoded(@Nullable Object json, String path) {
    if (!(json instanceof String text)) {
      values.wrong(path, "a string", json);
      return Optional.empty();
    }
    try {
      return Optional.of(ByteString.copyFrom(Base64.getDecoder().decode(text)));
    } catch (IllegalArgumentException e) {
      problem(path, "must be base64");
      return Optional.empty();
    }
  }

  private void missing(Descriptor type, Map<?, ?> map, String path) {
    for (FieldDescriptor field : type.getFields()) {
      String name = field.getName();
      boolean given =
          map.containsKey(name)
              || (Fields.isContent(field) && map.containsKey(name + Fields.BASE64));
      if (Fields.isRequired(field) && !given) {
        problem(path.isEmpty() ? name : path + "." + name, "is required");
      }
    }
  }

  private void conflicts(Descriptor type, Map<?, ?> map, String path) {
    for (OneofDescriptor oneof : type.getRealOneofs()) {
      List<String> given =
          oneof.getFields().stream()
              .map(FieldDescriptor::getName)
              .filter(map::containsKey)
              .toList();
      exclusive(given, path);
    }
    for (FieldDescriptor field : type.getFields()) {
      String name = field.getName();
      if (Fields.isContent(field)
          && map.containsKey(name)
          && map.containsKey(name + Fields.BASE64)) {
        exclusive(List.of(name, name + Fields.BASE64), path);
      }
    }
  }

  private void exclusive(List<String> given, String path) {
    if (given.size() > 1) {
      String second = given.get(1);
      problem(
          path.isEmpty() ? second : path + "." + second,
          "cannot be given together with " + given.get(0));
    }
  }

  private void problem(String path, String description) {
    problems.add(path, description);
  }

  private static @Nullable FieldDescriptor base64(Descriptor type, String name) {
    if (!name.endsWith(Fields.BASE64)) {
      return null;
    }
    FieldDescriptor field =
        type.findFieldByName(name.substring(0, name.length() - Fields.BASE64.length()));
    return field != null && Fields.isContent(field) ? field : null;
  }
}

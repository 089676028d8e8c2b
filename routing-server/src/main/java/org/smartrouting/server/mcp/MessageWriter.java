package org.smartrouting.server.mcp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes JSON from messages. Numbers and booleans are always there, and so are the lists of the
 * message itself; what is empty besides is left out.
 */
final class MessageWriter {
  private MessageWriter() {}

  /** The message as an object. */
  static Map<String, Object> write(Message message) {
    return object(message, Emptiness.LISTS_SHOWN);
  }

  /** A number as JSON has it: whole where it is. */
  static Number number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
      return (long) value;
    }
    return value;
  }

  private enum Emptiness {
    LISTS_SHOWN,
    LISTS_LEFT_OUT
  }

  private static Map<String, Object> object(Message message, Emptiness emptiness) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      String name = field.getName();
      if (field.isMapField()) {
        Map<String, Object> entries = entries(message, field);
        if (!entries.isEmpty()) {
          object.put(name, entries);
        }
      } else if (field.isRepeated()) {
        List<Object> items = items(message, field);
        if (!items.isEmpty() || emptiness == Emptiness.LISTS_SHOWN) {
          object.put(name, items);
        }
      } else if (!field.hasPresence() || message.hasField(field)) {
        single(object, field, message.getField(field));
      }
    }
    return object;
  }

  private static void single(Map<String, Object> object, FieldDescriptor field, Object value) {
    if (Fields.isContent(field)) {
      content(object, field, (ByteString) value);
      return;
    }
    value(field, value).ifPresent(json -> object.put(field.getName(), json));
  }

  private static void content(Map<String, Object> object, FieldDescriptor field, ByteString bytes) {
    if (bytes.isEmpty()) {
      return;
    }
    if (bytes.isValidUtf8()) {
      object.put(field.getName(), bytes.toStringUtf8());
    } else {
      object.put(
          field.getName() + Fields.BASE64, Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }
  }

  private static List<Object> items(Message message, FieldDescriptor field) {
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
      Object item = message.getRepeatedField(field, i);
      items.add(item instanceof String ? item : value(field, item).orElse(""));
    }
    return items;
  }

  private static Map<String, Object> entries(Message message, FieldDescriptor field) {
    FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
    Map<String, Object> entries = new TreeMap<>();
    for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
      Message entry = (Message) message.getRepeatedField(field, i);
      Object json = entry.getField(value);
      entries.put(
          String.valueOf(entry.getField(key)),
          json instanceof String ? json : value(value, json).orElse(""));
    }
    return entries;
  }

  private static Optional<Object> value(FieldDescriptor field, Object value) {
    return switch (Fields.shape(field)) {
      case BOOLEAN -> Optional.of(value);
      case INTEGER -> Optional.of(integer(field, value));
      case NUMBER -> finite(((Number) value).doubleValue());
      case TEXT -> Optional.of(value).filter(text -> !text.equals(""));
      case NAME_OF_ENUM -> nameOfEnum((EnumValueDescriptor) value);
      case TOKEN ->
          Optional.of(HexFormat.of().formatHex(((ByteString) value).toByteArray()))
              .filter(text -> !text.isEmpty())
              .map(Object.class::cast);
      case CONTENT -> Optional.of(((ByteString) value).toStringUtf8());
      case MOMENT -> Optional.of(Timestamps.toString((Timestamp) value));
      case SECONDS -> Optional.of(seconds((Duration) value));
      case FREE_OBJECT -> Optional.of(FreeObject.write((Struct) value));
      case PATHS -> Optional.of(((FieldMask) value).getPathsList());
      case MESSAGE -> Optional.of(object((Message) value, Emptiness.LISTS_LEFT_OUT));
    };
  }

  private static Object integer(FieldDescriptor field, Object value) {
    return switch (field.getLiteType()) {
      case UINT64, FIXED64 -> new BigInteger(Long.toUnsignedString((Long) value));
      case UINT32, FIXED32 -> Integer.toUnsignedLong((Integer) value);
      default -> value;
    };
  }

  // JSON has no infinity.
  private static Optional<Object> finite(double value) {
    return Double.isFinite(value) ? Optional.of(number(value)) : Optional.empty();
  }

  // A newer server can have values that this program does not know.
  private static Optional<Object> nameOfEnum(EnumValueDescriptor value) {
    return EnumNames.all(value.getType()).stream()
        .filter(name -> name.equals(EnumNames.of(value)))
        .findFirst()
        .map(Object.class::cast);
  }

  private static Number seconds(Duration duration) {
    return duration.getNanos() == 0
        ? Long.valueOf(duration.getSeconds())
        : BigDecimal.valueOf(duration.getSeconds())
            .add(BigDecimal.valueOf(duration.getNanos(), 9))
            .stripTrailingZeros();
  }
}

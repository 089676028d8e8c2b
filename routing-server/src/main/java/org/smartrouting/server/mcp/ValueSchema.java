package org.smartrouting.server.mcp;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.smartrouting.v1.FieldRules;

/** JSON Schemas of single values that are no messages. */
final class ValueSchema {
  private static final String HEX_ID = "[0-9a-f]{32}";
  private static final String IDENTIFIER = "[A-Za-z0-9][A-Za-z0-9._:/@+-]*";

  private ValueSchema() {}

  /**
   * What a caller may give.
   *
   * @param field the field, or the repeated field of which it is an item
   * @param rules what the value must satisfy
   * @param mayBeEmpty whether an empty text means the same as none
   */
  static Map<String, Object> input(FieldDescriptor field, FieldRules rules, boolean mayBeEmpty) {
    Map<String, Object> schema = output(field);
    switch (Fields.shape(field)) {
      case TEXT -> text(schema, rules, mayBeEmpty);
      case INTEGER, SECONDS -> range(schema, rules);
      case NUMBER -> range(schema, rules);
      case TOKEN -> schema.put("pattern", "^" + HEX_ID + "$");
      default -> {}
    }
    return schema;
  }

  /** What the field looks like in a result. */
  static Map<String, Object> output(FieldDescriptor field) {
    return switch (Fields.shape(field)) {
      case BOOLEAN -> type("boolean");
      case INTEGER -> type("integer");
      case NUMBER, SECONDS -> type("number");
      case TEXT, TOKEN, CONTENT -> type("string");
      case NAME_OF_ENUM -> {
        Map<String, Object> schema = type("string");
        schema.put("enum", EnumNames.all(field.getEnumType()));
        yield schema;
      }
      case MOMENT -> {
        Map<String, Object> schema = type("string");
        schema.put("format", "date-time");
        yield schema;
      }
      case FREE_OBJECT -> {
        Map<String, Object> schema = type("object");
        schema.put("additionalProperties", true);
        yield schema;
      }
      case PATHS -> {
        Map<String, Object> schema = type("array");
        schema.put("items", type("string"));
        yield schema;
      }
      case MESSAGE -> throw new IllegalArgumentException(field.getFullName() + " is a message");
    };
  }

  /** What is to be said of the unit or the form of a value; empty for nothing. */
  static String note(FieldDescriptor field) {
    return switch (Fields.shape(field)) {
      case SECONDS -> "In seconds.";
      case MOMENT -> "RFC 3339.";
      case TOKEN -> "In hexadecimal digits.";
      default -> "";
    };
  }

  /** A schema that asks for a type only. */
  static Map<String, Object> type(String name) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", name);
    return schema;
  }

  private static void text(Map<String, Object> schema, FieldRules rules, boolean mayBeEmpty) {
    if (!mayBeEmpty) {
      schema.put("minLength", 1);
    }
    // Rules count bytes and schemas characters, of which there are never more than bytes.
    if (rules.getMaxBytes() > 0) {
      schema.put("maxLength", rules.getMaxBytes());
    }
    switch (rules.getFormat()) {
      case STRING_FORMAT_HEX_ID -> schema.put("pattern", whole(HEX_ID, mayBeEmpty));
      case STRING_FORMAT_IDENTIFIER -> schema.put("pattern", whole(IDENTIFIER, mayBeEmpty));
      default -> {}
    }
  }

  private static String whole(String pattern, boolean mayBeEmpty) {
    return mayBeEmpty ? "^(" + pattern + ")?$" : "^" + pattern + "$";
  }

  private static void range(Map<String, Object> schema, FieldRules rules) {
    if (rules.hasMin()) {
      schema.put("minimum", MessageWriter.number(rules.getMin()));
    }
    if (rules.hasMax()) {
      schema.put("maximum", MessageWriter.number(rules.getMax()));
    }
  }
}

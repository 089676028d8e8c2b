package org.smartrouting.server.mcp;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.smartrouting.v1.FieldRules;

/**
 * JSON Schemas of messages, with the comments of the API as descriptions. What callers give is
 * written out, because not every model follows references; what they get refers to definitions, in
 * which a type appears once. Not safe for use by several threads.
 */
final class MessageSchema {
  private static final String DEFINITIONS = "$defs";

  private final ApiText text;
  private final @Nullable Map<String, Object> definitions;

  private MessageSchema(ApiText text, @Nullable Map<String, Object> definitions) {
    this.text = text;
    this.definitions = definitions;
  }

  /** What a caller may give for a message. */
  static Map<String, Object> input(ApiText text, Descriptor type) {
    return new MessageSchema(text, null).object(type);
  }

  /** What a caller gets: the message, or with {@code isError} the property {@code error}. */
  static Map<String, Object> output(ApiText text, Descriptor type) {
    Map<String, Object> definitions = new LinkedHashMap<>();
    Map<String, Object> schema = new MessageSchema(text, definitions).object(type);
    properties(schema).put("error", CallFailure.schema());
    if (!definitions.isEmpty()) {
      schema.put(DEFINITIONS, definitions);
    }
    return schema;
  }

  /** The properties of the schema of an object. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> properties(Map<String, Object> schema) {
    return (Map<String, Object>) Objects.requireNonNull(schema.get("properties"));
  }

  private Map<String, Object> object(Descriptor type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (FieldDescriptor field : type.getFields()) {
      Map<String, Object> schema = field(field);
      schema.put("description", description(field));
      properties.put(field.getName(), schema);
      if (Fields.isContent(field)) {
        properties.put(field.getName() + Fields.BASE64, base64(field));
      }
      if (isInput() && Fields.isRequired(field)) {
        required.add(field.getName());
      }
    }
    Map<String, Object> schema = ValueSchema.type("object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private Map<String, Object> field(FieldDescriptor field) {
    FieldRules rules = Fields.rules(field);
    if (field.isMapField()) {
      Map<String, Object> schema = ValueSchema.type("object");
      FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
      schema.put("additionalProperties", value(value, rules.getItems(), true));
      limit(schema, "maxProperties", rules);
      return schema;
    }
    if (field.isRepeated()) {
      return list(field, rules);
    }
    boolean mayBeEmpty = !Fields.isRequired(field) && field.getRealContainingOneof() == null;
    return value(field, rules, mayBeEmpty);
  }

  private Map<String, Object> list(FieldDescriptor field, FieldRules rules) {
    Map<String, Object> schema = ValueSchema.type("array");
    FieldRules own = rules.getItems();
    boolean mayBeEmpty = own.getMinBytes() == 0 && own.getFormatValue() == 0;
    schema.put("items", value(field, own, mayBeEmpty));
    if (isInput()) {
      if (Fields.isRequired(field)) {
        schema.put("minItems", 1);
      }
      limit(schema, "maxItems", rules);
      if (rules.getUniqueBy().equals(".")) {
        schema.put("uniqueItems", true);
      }
    }
    return schema;
  }

  private void limit(Map<String, Object> schema, String keyword, FieldRules rules) {
    if (isInput() && rules.getMaxItems() > 0) {
      schema.put(keyword, rules.getMaxItems());
    }
  }

  private Map<String, Object> value(FieldDescriptor field, FieldRules rules, boolean mayBeEmpty) {
    if (Fields.shape(field) == Fields.Shape.MESSAGE) {
      return definitions == null
          ? object(field.getMessageType())
          : reference(field.getMessageType(), definitions);
    }
    return isInput() ? ValueSchema.input(field, rules, mayBeEmpty) : ValueSchema.output(field);
  }

  private Map<String, Object> reference(Descriptor type, Map<String, Object> known) {
    String name = type.getName();
    if (!known.containsKey(name)) {
      known.put(name, Map.of());
      known.put(name, object(type));
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$ref", "#/" + DEFINITIONS + "/" + name);
    return schema;
  }

  private boolean isInput() {
    return definitions == null;
  }

  private String description(FieldDescriptor field) {
    return Stream.of(text.of(field), ValueSchema.note(field))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static Map<String, Object> base64(FieldDescriptor field) {
    Map<String, Object> schema = ValueSchema.type("string");
    schema.put("contentEncoding", "base64");
    schema.put("description", "Instead of `" + field.getName() + "`, what is not text, in base64.");
    return schema;
  }
}

package org.smartrouting.server.validation;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.smartrouting.v1.FieldRules;
import org.smartrouting.v1.FieldRulesOuterClass;

/**
 * Turns the annotations of a type of message into checks, once. Not safe for use by several
 * threads.
 */
final class RulesCompiler {
  private static final int MAX_DEPTH = 16;

  private int depth;

  /**
   * Compiles one type with everything below it.
   *
   * @throws IllegalStateException if the type contains itself, which no request of the API does
   */
  MessageRules compile(Descriptor type) {
    if (++depth > MAX_DEPTH) {
      throw new IllegalStateException(type.getFullName() + " is nested too deeply to be checked");
    }
    Map<String, FieldCheck> checks = new LinkedHashMap<>();
    Map<String, MessageRules> nested = new LinkedHashMap<>();
    for (FieldDescriptor field : type.getFields()) {
      ValueCheck value = valueCheck(field, rulesOf(field));
      if (value instanceof MessageRules below && !field.isRepeated()) {
        nested.put(field.getName(), below);
      }
      if (value != ValueCheck.ANYTHING || field.isRepeated() || isRequired(field)) {
        checks.put(field.getName(), fieldCheck(field, value));
      }
    }
    addMasked(type, checks, nested);
    depth--;
    return new MessageRules(checks, nested, CrossFieldRules.of(type));
  }

  private static void addMasked(
      Descriptor type, Map<String, FieldCheck> checks, Map<String, MessageRules> nested) {
    for (UpdatableFields updatable : UpdatableFields.ALL) {
      if (updatable.request() == type) {
        FieldDescriptor values = type.findFieldByName(updatable.values());
        FieldDescriptor mask = type.findFieldByName("update_mask");
        MessageRules rules = Objects.requireNonNull(nested.get(values.getName()));
        checks.remove(mask.getName());
        checks.put(
            values.getName(),
            new MaskedUpdate(
                values, isRequired(values), rules, mask, isRequired(mask), updatable.paths()));
      }
    }
  }

  private FieldCheck fieldCheck(FieldDescriptor field, ValueCheck value) {
    FieldRules rules = rulesOf(field);
    if (field.isMapField()) {
      FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
      return new MapField(
          field, isRequired(field), rules.getMaxItems(), valueCheck(key, rules.getKeys()), value);
    }
    if (field.isRepeated()) {
      return new RepeatedField(
          field, isRequired(field), rules.getMaxItems(), uniqueness(field, rules), value);
    }
    return new SingularField(field, field.hasPresence(), isRequired(field), value);
  }

  private static RepeatedField.Uniqueness uniqueness(FieldDescriptor field, FieldRules rules) {
    if (rules.getUniqueBy().isEmpty()) {
      return RepeatedField.Uniqueness.NONE;
    }
    if (rules.getUniqueBy().equals(".")) {
      return new RepeatedField.Uniqueness.ByItem();
    }
    return new RepeatedField.Uniqueness.ByField(
        field.getMessageType().findFieldByName(rules.getUniqueBy()));
  }

  private ValueCheck valueCheck(FieldDescriptor field, FieldRules rules) {
    if (field.isMapField()) {
      return valueCheck(field.getMessageType().findFieldByNumber(2), rules.getItems());
    }
    // What is in a list or a map is there, so an empty item must satisfy its rules too.
    boolean isMember = field.isRepeated() || field.getContainingType().getOptions().getMapEntry();
    FieldRules own = field.isRepeated() ? rules.getItems() : rules;
    boolean emptyIsAbsent = !isMember && !isOneofMember(field);
    boolean required = isRequired(field) && !isMember;
    return switch (field.getJavaType()) {
      case STRING -> TextCheck.of(own, emptyIsAbsent);
      case BYTE_STRING -> BytesCheck.of(own, emptyIsAbsent);
      case INT, LONG, FLOAT, DOUBLE -> NumberCheck.of(field, own, required);
      case ENUM -> new EnumCheck(field.getEnumType(), required || field.isRepeated());
      case MESSAGE -> messageCheck(field, own);
      case BOOLEAN -> ValueCheck.ANYTHING;
    };
  }

  private ValueCheck messageCheck(FieldDescriptor field, FieldRules rules) {
    Descriptor type = field.getMessageType();
    if (type == Duration.getDescriptor()) {
      return DurationCheck.of(rules);
    }
    if (type == Timestamp.getDescriptor()) {
      return CrossFieldRules.isInFuture(field) ? TimestampCheck.FUTURE : TimestampCheck.ANY_TIME;
    }
    if (type == Struct.getDescriptor()) {
      return new StructCheck();
    }
    if (type == FieldMask.getDescriptor()) {
      return ValueCheck.ANYTHING;
    }
    return compile(type);
  }

  private static boolean isOneofMember(FieldDescriptor field) {
    return field.getRealContainingOneof() != null;
  }

  private static boolean isRequired(FieldDescriptor field) {
    return field
        .getOptions()
        .getExtension(FieldBehaviorProto.fieldBehavior)
        .contains(FieldBehavior.REQUIRED);
  }

  private static FieldRules rulesOf(FieldDescriptor field) {
    return field.getOptions().getExtension(FieldRulesOuterClass.rules);
  }
}

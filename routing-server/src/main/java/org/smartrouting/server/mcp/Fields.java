package org.smartrouting.server.mcp;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.smartrouting.v1.FieldRules;
import org.smartrouting.v1.FieldRulesOuterClass;

/** How the fields of messages look in JSON. */
final class Fields {
  /** Ends the name of the argument that brings bytes in base64. */
  static final String BASE64 = "_base64";

  private Fields() {}

  /** What the value of a field is in JSON. */
  enum Shape {
    BOOLEAN,
    INTEGER,
    NUMBER,
    TEXT,
    NAME_OF_ENUM,
    /** Bytes that are a secret: hexadecimal digits. */
    TOKEN,
    /** Any other bytes: text, or base64 under another name. */
    CONTENT,
    MOMENT,
    SECONDS,
    FREE_OBJECT,
    PATHS,
    MESSAGE
  }

  /** The shape of a field, or of one item of a repeated one. */
  static Shape shape(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case BOOLEAN -> Shape.BOOLEAN;
      case INT, LONG -> Shape.INTEGER;
      case FLOAT, DOUBLE -> Shape.NUMBER;
      case STRING -> Shape.TEXT;
      case ENUM -> Shape.NAME_OF_ENUM;
      case BYTE_STRING -> field.getName().endsWith("_token") ? Shape.TOKEN : Shape.CONTENT;
      case MESSAGE -> shape(field.getMessageType());
    };
  }

  private static Shape shape(Descriptor type) {
    if (type == Timestamp.getDescriptor()) {
      return Shape.MOMENT;
    }
    if (type == Duration.getDescriptor()) {
      return Shape.SECONDS;
    }
    if (type == Struct.getDescriptor()) {
      return Shape.FREE_OBJECT;
    }
    return type == FieldMask.getDescriptor() ? Shape.PATHS : Shape.MESSAGE;
  }

  /** Whether the request is refused without the field. */
  static boolean isRequired(FieldDescriptor field) {
    return field
        .getOptions()
        .getExtension(FieldBehaviorProto.fieldBehavior)
        .contains(FieldBehavior.REQUIRED);
  }

  /** What the value of a field must satisfy. */
  static FieldRules rules(FieldDescriptor field) {
    return field.getOptions().getExtension(FieldRulesOuterClass.rules);
  }

  /** Whether bytes are text, or base64 under another name. */
  static boolean isContent(FieldDescriptor field) {
    return field.getJavaType() == JavaType.BYTE_STRING && shape(field) == Shape.CONTENT;
  }

  /** The names that a message has in JSON. */
  static List<String> names(Descriptor type) {
    List<String> names = new ArrayList<>();
    for (FieldDescriptor field : type.getFields()) {
      names.add(field.getName());
      if (isContent(field)) {
        names.add(field.getName() + BASE64);
      }
    }
    return names;
  }
}

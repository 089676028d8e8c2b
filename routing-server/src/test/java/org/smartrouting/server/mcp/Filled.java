package org.smartrouting.server.mcp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import org.smartrouting.v1.FieldRules;
import org.smartrouting.v1.StringFormat;

/** Messages in which every field has a value that its rules allow. */
final class Filled {
  private Filled() {}

  /** A message of the type; of each oneof the first member is set. */
  static Message of(Message prototype) {
    Message.Builder builder = prototype.newBuilderForType();
    for (FieldDescriptor field : prototype.getDescriptorForType().getFields()) {
      boolean isFirst =
          field.getRealContainingOneof() == null
              || field.getRealContainingOneof().getField(0) == field;
      if (!isFirst) {
        continue;
      }
      if (field.isMapField()) {
        Message.Builder entry = builder.newBuilderForField(field);
        entry.setField(field.getMessageType().findFieldByNumber(1), "key");
        FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
        entry.setField(value, value(entry, value, Fields.rules(field).getItems()));
        builder.addRepeatedField(field, entry.build());
      } else if (field.isRepeated()) {
        builder.addRepeatedField(field, value(builder, field, Fields.rules(field).getItems()));
      } else {
        builder.setField(field, value(builder, field, Fields.rules(field)));
      }
    }
    return builder.build();
  }

  private static Object value(Message.Builder parent, FieldDescriptor field, FieldRules rules) {
    return switch (Fields.shape(field)) {
      case BOOLEAN -> true;
      case INTEGER ->
          field.getJavaType() == FieldDescriptor.JavaType.INT
              ? (Object) (int) number(rules)
              : (Object) (long) number(rules);
      case NUMBER -> number(rules);
      case TEXT -> text(rules);
      case NAME_OF_ENUM -> field.getEnumType().findValueByNumber(1);
      case TOKEN -> ByteString.fromHex("00ff00ff00ff00ff00ff00ff00ff00ff");
      case CONTENT -> ByteString.copyFromUtf8("Grüße\n");
      case MOMENT -> Timestamp.newBuilder().setSeconds(1_800_000_000).setNanos(5_000_000).build();
      case SECONDS ->
          Duration.newBuilder().setSeconds((long) Math.max(1, rules.getMin())).setNanos(0).build();
      case FREE_OBJECT ->
          Struct.newBuilder()
              .putFields("name", Value.newBuilder().setStringValue("x").build())
              .putFields("count", Value.newBuilder().setNumberValue(3).build())
              .build();
      case PATHS -> FieldMask.newBuilder().addPaths("title").build();
      case MESSAGE -> of(parent.newBuilderForField(field).build());
    };
  }

  private static double number(FieldRules rules) {
    return rules.hasMin() ? Math.max(1, rules.getMin()) : 1;
  }

  private static String text(FieldRules rules) {
    return rules.getFormat() == StringFormat.STRING_FORMAT_HEX_ID
        ? "0123456789abcdef0123456789abcdef"
        : "word";
  }
}

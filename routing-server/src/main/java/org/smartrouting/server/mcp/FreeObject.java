package org.smartrouting.server.mcp;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Objects of JSON of which the API does not know the form. */
final class FreeObject {
  // Each level is three messages for protobuf, which reads at most a hundred inside each other.
  private static final int MAX_DEPTH = 24;

  private final Problems problems;

  /** Notes what is wrong. */
  FreeObject(Problems problems) {
    this.problems = problems;
  }

  /** Reads an object; empty if it is none. */
  Optional<Object> read(@Nullable Object json, String path) {
    if (!(json instanceof Map<?, ?> map)) {
      return new ValueReader(problems).wrong(path, "an object", json);
    }
    if (depth(map) > MAX_DEPTH) {
      problems.add(path, "must not be nested more than " + MAX_DEPTH + " levels");
      return Optional.empty();
    }
    if (hasInexactNumber(map)) {
      problems.add(path, "has a number that cannot be kept exactly; give it as a string");
      return Optional.empty();
    }
    return Optional.of(struct(map));
  }

  /** The object as maps and lists, by the names of its members. */
  static Map<String, @Nullable Object> write(Struct struct) {
    Map<String, @Nullable Object> map = new TreeMap<>();
    struct.getFieldsMap().forEach((name, value) -> map.put(name, plain(value)));
    return map;
  }

  private static @Nullable Object plain(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case NUMBER_VALUE -> MessageWriter.number(value.getNumberValue());
      case STRUCT_VALUE -> write(value.getStructValue());
      case LIST_VALUE -> list(value.getListValue());
      case NULL_VALUE, KIND_NOT_SET -> null;
    };
  }

  private static List<@Nullable Object> list(ListValue values) {
    List<@Nullable Object> list = new ArrayList<>();
    values.getValuesList().forEach(value -> list.add(plain(value)));
    return list;
  }

  private static Struct struct(Map<?, ?> map) {
    Struct.Builder struct = Struct.newBuilder();
    map.forEach((name, value) -> struct.putFields(String.valueOf(name), value(value)));
    return struct.build();
  }

  private static Value value(@Nullable Object json) {
    Value.Builder value = Value.newBuilder();
    if (json instanceof Map<?, ?> map) {
      return value.setStructValue(struct(map)).build();
    }
    if (json instanceof List<?> list) {
      ListValue.Builder items = ListValue.newBuilder();
      list.forEach(item -> items.addValues(value(item)));
      return value.setListValue(items).build();
    }
    if (json instanceof Number number) {
      return value.setNumberValue(number.doubleValue()).build();
    }
    if (json instanceof Boolean bool) {
      return value.setBoolValue(bool).build();
    }
    return json == null
        ? value.setNullValue(NullValue.NULL_VALUE).build()
        : value.setStringValue(json.toString()).build();
  }

  // Numbers are stored as floating point numbers of 64 bits.
  private static boolean hasInexactNumber(@Nullable Object json) {
    if (json instanceof Map<?, ?> map) {
      return map.values().stream().anyMatch(FreeObject::hasInexactNumber);
    }
    if (json instanceof List<?> list) {
      return list.stream().anyMatch(FreeObject::hasInexactNumber);
    }
    return json instanceof BigInteger
        || (json instanceof Long number && Math.abs(number) > 1L << 53)
        || (json instanceof Double number && number.isInfinite());
  }

  private static int depth(@Nullable Object json) {
    int deepest = 0;
    if (json instanceof Map<?, ?> map) {
      for (Object value : map.values()) {
        deepest = Math.max(deepest, depth(value));
      }
      return deepest + 1;
    }
    if (json instanceof List<?> list) {
      for (Object item : list) {
        deepest = Math.max(deepest, depth(item));
      }
      return deepest + 1;
    }
    return 0;
  }
}

package org.smartrouting.server.mcp;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The names of enum values in arguments and results: {@code TASK_STATUS_BLOCKED} is blocked. */
final class EnumNames {
  private static final String UNSPECIFIED = "unspecified";

  private EnumNames() {}

  /** The name of a value: in lower case, without the name of its type. */
  static String of(EnumValueDescriptor value) {
    return shortened(value.getType().getName(), value.getName());
  }

  /**
   * The same from names.
   *
   * @param type name of the type, such as {@code TaskStatus}
   * @param value name of the value, such as {@code TASK_STATUS_BLOCKED}
   */
  static String shortened(String type, String value) {
    String prefix = type.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT) + "_";
    String rest = value.startsWith(prefix) ? value.substring(prefix.length()) : value;
    return rest.toLowerCase(Locale.ROOT);
  }

  /** The names of all values but the unspecified one, in the order of their numbers. */
  static List<String> all(EnumDescriptor type) {
    return type.getValues().stream()
        .map(EnumNames::of)
        .filter(name -> !name.equals(UNSPECIFIED))
        .toList();
  }

  /** The value of a name; empty for a name that is none, the unspecified one included. */
  static Optional<EnumValueDescriptor> find(EnumDescriptor type, String name) {
    return type.getValues().stream()
        .filter(value -> of(value).equals(name) && !name.equals(UNSPECIFIED))
        .findFirst();
  }
}

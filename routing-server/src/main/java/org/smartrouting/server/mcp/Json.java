package org.smartrouting.server.mcp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of JSON as maps, lists, strings, numbers, booleans and nulls. */
final class Json {
  private static final int MOST_SHOWN = 64;

  private Json() {}

  /** A text that is shown to people, cut where it is long. */
  static String shortened(String text) {
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
  }

  /** The same in quotes. */
  static String quoted(String text) {
    return '"' + shortened(text) + '"';
  }

  /** The type of a value, with its article. */
  static String type(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof String) {
      return "a string";
    }
    if (value instanceof Boolean) {
      return "a boolean";
    }
    if (value instanceof Number) {
      return "a number";
    }
    if (value instanceof List) {
      return "an array";
    }
    return value instanceof Map ? "an object" : "a " + value.getClass().getSimpleName();
  }
}

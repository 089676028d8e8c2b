package org.smartrouting.server.validation;

import org.smartrouting.v1.StringFormat;

/** Looks at the characters of strings, without regular expressions because every request does. */
final class Text {
  private static final int SHOWN_CHARACTERS = 40;

  private Text() {}

  /** Length of the UTF-8 form in bytes; an unpaired surrogate counts as three. */
  static int utf8Length(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        // Each half of a surrogate pair counts two, so the pair counts its four bytes.
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }

  /** The rule of the format that the text breaks; empty when it breaks none. */
  static String brokenRule(String text, StringFormat format) {
    return switch (format) {
      case STRING_FORMAT_UNSPECIFIED, UNRECOGNIZED -> unpairedSurrogate(text);
      case STRING_FORMAT_IDENTIFIER -> identifier(text);
      case STRING_FORMAT_LINE -> line(text);
      case STRING_FORMAT_HEX_ID -> hexId(text);
    };
  }

  /** A text of a caller as an error message can show it: shortened, in printable ASCII. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (i == SHOWN_CHARACTERS) {
        return shown.append("...").toString();
      }
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        shown.append(String.format("\\u%04x", (int) c));
      } else {
        shown.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return shown.toString();
  }

  private static String identifier(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetterOrDigit(c) && !isIdentifierMark(c)) {
        return "must contain only letters, digits and . _ - : / @ +, not " + at(text, i);
      }
    }
    if (text.isEmpty() || !isLetterOrDigit(text.charAt(0))) {
      return "must begin with a letter or digit";
    }
    return "";
  }

  private static String line(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f) {
        continue;
      }
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        return "must not contain control characters, such as " + at(text, i);
      }
      if ((c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069')) {
        return "must not contain bidirectional overrides, such as " + at(text, i);
      }
    }
    if (!text.isEmpty() && (isSpace(text.charAt(0)) || isSpace(text.charAt(text.length() - 1)))) {
      return "must not begin or end with white space";
    }
    return unpairedSurrogate(text);
  }

  private static String hexId(String text) {
    boolean valid = text.length() == 32;
    for (int i = 0; valid && i < text.length(); i++) {
      char c = text.charAt(i);
      valid = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    return valid ? "" : "must be 32 lower-case hexadecimal digits";
  }

  private static String unpairedSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (Character.charCount(text.codePointAt(i)) == 1) {
          return "must be valid Unicode, not " + at(text, i);
        }
        i++;
      }
    }
    return "";
  }

  private static String at(String text, int index) {
    return String.format("U+%04X at character %d", text.codePointAt(index), index + 1);
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean isIdentifierMark(char c) {
    return switch (c) {
      case '.', '_', '-', ':', '/', '@', '+' -> true;
      default -> false;
    };
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}

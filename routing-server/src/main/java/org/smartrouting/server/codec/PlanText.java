package org.smartrouting.server.codec;

import java.util.Locale;

/** Words of plans for people. */
public final class PlanText {
  private PlanText() {}

  /** The name of a value of an enumeration as people read it. */
  public static String lowerCase(String name, String prefix) {
    return name.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The beginning of a text on one line. */
  public static String shortened(String text, int most) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.length() <= most) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(most - 4)) ? most - 4 : most - 3;
    return line.substring(0, end) + "...";
  }
}

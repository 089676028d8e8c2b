package org.smartrouting.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Writes what tests have measured against a theory into a file, one JSON object a line, if the
 * system property {@value #FILE} names one. The tests decide; this is for people to read.
 */
public final class Findings {
  private static final String FILE = "findings";

  /** How what was measured has to be to what was expected. */
  public enum Relation {
    /** The same but for chance. */
    EQUAL("="),
    /** Not more. */
    AT_MOST("at most"),
    /** Not less. */
    AT_LEAST("at least");

    private final String words;

    Relation(String words) {
      this.words = words;
    }
  }

  private Findings() {}

  /**
   * Notes one.
   *
   * @param theory whose theory, or which promise
   * @param what what was measured, with its unit
   * @param error standard error of the measured number; 0 when there is none
   */
  public static synchronized void note(
      String theory, String what, Relation relation, double expected, double found, double error) {
    String file = System.getProperty(FILE);
    if (file == null || file.isEmpty()) {
      return;
    }
    String line =
        String.format(
            Locale.ROOT,
            "{\"theory\": \"%s\", \"what\": \"%s\", \"relation\": \"%s\", \"expected\": %.6f,"
                + " \"found\": %.6f, \"standard_error\": %.6f}%n",
            theory,
            what,
            relation.words,
            expected,
            found,
            error);
    try {
      Files.writeString(Path.of(file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

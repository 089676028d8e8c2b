package org.smartrouting.loadtests.trace;

import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Mixes and numbers on the command line. */
final class MixOption {
  private MixOption() {}

  /**
   * Reads the mix of an option.
   *
   * @throws ParameterException if it is none; it names the option
   */
  static <T> Mix<T> read(
      CommandSpec command, String option, String text, Function<String, T> reader) {
    try {
      return Mix.parse(text, reader);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), option + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a number.
   *
   * @throws IllegalArgumentException if it is none or below the least
   */
  static double number(String text, double least) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a number, not " + text, e);
    }
    if (!(value >= least && value <= 1e9)) {
      throw new IllegalArgumentException(
          "must be at least " + Decimals.text(least) + ", not " + text);
    }
    return value;
  }
}

package org.smartrouting.server.cli;

import java.time.Duration;
import picocli.CommandLine;

/** Puts command lines together. */
public final class CommandLines {
  private CommandLines() {}

  /**
   * The command line of a command with its subcommands.
   *
   * @param command an object with picocli's annotations
   */
  public static CommandLine of(Object command) {
    return new CommandLine(command)
        .registerConverter(Duration.class, new TimeSpan())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new FailureReport());
  }
}

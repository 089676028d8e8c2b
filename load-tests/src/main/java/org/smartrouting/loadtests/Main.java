package org.smartrouting.loadtests;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.smartrouting.loadtests.bench.BenchCommand;
import org.smartrouting.loadtests.drill.DrillCommand;
import org.smartrouting.loadtests.drive.DriveCommand;
import org.smartrouting.loadtests.ghz.GhzDataCommand;
import org.smartrouting.loadtests.replay.ReplayCommand;
import org.smartrouting.loadtests.report.CompareCommand;
import org.smartrouting.loadtests.report.PlotCommand;
import org.smartrouting.loadtests.simulate.PoliciesCommand;
import org.smartrouting.loadtests.simulate.SimulateCommand;
import org.smartrouting.loadtests.trace.TraceCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Programs that use a router from outside and measure what it does. */
@Command(
    name = "load-tests",
    description = "Uses a router from outside and measures what it does.",
    subcommands = {
      TraceCommand.class,
      SimulateCommand.class,
      PoliciesCommand.class,
      BenchCommand.class,
      PlotCommand.class,
      CompareCommand.class,
      ReplayCommand.class,
      DriveCommand.class,
      GhzDataCommand.class,
      DrillCommand.class
    },
    mixinStandardHelpOptions = true)
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /**
   * Runs a command and exits with its status: 0 when all went as it should.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line with all commands; a file that cannot be used is said in one line. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              if (failure instanceof IOException unusable) {
                command.getErr().println(words(unusable));
                return 1;
              }
              throw failure;
            });
  }

  private static String words(IOException failure) {
    return failure instanceof NoSuchFileException
        ? failure.getMessage() + ": no such file"
        : String.valueOf(failure.getMessage());
  }
}

package org.smartrouting.loadtests;

import org.smartrouting.loadtests.drill.DrillCommand;
import org.smartrouting.loadtests.drive.DriveCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Programs that use a router from outside and measure what it does. */
@Command(
    name = "load-tests",
    description = "Uses a router from outside and measures what it does.",
    subcommands = {DriveCommand.class, DrillCommand.class},
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
    System.exit(new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }
}

package org.smartrouting.server;

import org.smartrouting.server.cli.CommandLines;
import org.smartrouting.server.cli.McpCommand;
import org.smartrouting.server.cli.MigrateCommand;
import org.smartrouting.server.cli.PoolCommand;
import org.smartrouting.server.cli.RolesCommand;
import org.smartrouting.server.cli.ServeCommand;
import org.smartrouting.server.cli.SpecialistCommand;
import org.smartrouting.server.cli.TaskCommand;
import org.smartrouting.server.demo.DemoCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Starts the router, and talks to one that runs, from the command line. */
@Command(
    name = "routing-server",
    description = "Routes tasks to the specialists best suited to do them.",
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      MigrateCommand.class,
      McpCommand.class,
      TaskCommand.class,
      SpecialistCommand.class,
      PoolCommand.class,
      RolesCommand.class
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
   * Runs the command and exits with its status: 0 for success, 1 for a failure, 2 for a command
   * that is written wrong.
   *
   * @param args the command line, as the user typed it
   */
  public static void main(String[] args) {
    System.exit(CommandLines.of(new Main()).execute(args));
  }
}

package org.smartrouting.loadtests.trace;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes traces and fleets. */
@Command(
    name = "trace",
    description = "Makes traces of tasks, and fleets to work them off.",
    subcommands = {AzureCommand.class, SyntheticCommand.class, FleetCommand.class},
    mixinStandardHelpOptions = true)
public final class TraceCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Made by the command line. */
  public TraceCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}

package org.smartrouting.server.cli;

import picocli.CommandLine.Command;

/** Groups what can be done with tasks. */
@Command(
    name = "task",
    description = "Submits, shows and cancels tasks of a running server.",
    subcommands = {
      TaskSubmit.class,
      TaskGet.class,
      TaskExplain.class,
      TaskList.class,
      TaskCancel.class,
      TaskWatch.class
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class TaskCommand {
  /** Made by the command line. */
  public TaskCommand() {}
}

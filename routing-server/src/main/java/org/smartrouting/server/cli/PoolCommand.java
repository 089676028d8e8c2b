package org.smartrouting.server.cli;

import picocli.CommandLine.Command;

/** Groups what can be asked about pools. */
@Command(
    name = "pool",
    description = "Shows pools of a running server.",
    subcommands = {PoolStats.class},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class PoolCommand {
  /** Made by the command line. */
  public PoolCommand() {}
}

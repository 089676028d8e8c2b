package org.smartrouting.server.cli;

import picocli.CommandLine.Command;

/** Groups what can be done with pools. */
@Command(
    name = "pool",
    description = "Shows pools of a running server, and changes their rules.",
    subcommands = {PoolStats.class, PoolGet.class, PoolCreate.class, PoolUpdate.class},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class PoolCommand {
  /** Made by the command line. */
  public PoolCommand() {}
}

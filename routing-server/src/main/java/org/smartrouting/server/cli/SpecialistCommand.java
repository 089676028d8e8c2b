package org.smartrouting.server.cli;

import picocli.CommandLine.Command;

/** Groups what can be done with specialists. */
@Command(
    name = "specialist",
    description = "Registers, shows and drains specialists of a running server.",
    subcommands = {SpecialistRegister.class, SpecialistList.class, SpecialistDrain.class},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class SpecialistCommand {
  /** Made by the command line. */
  public SpecialistCommand() {}
}

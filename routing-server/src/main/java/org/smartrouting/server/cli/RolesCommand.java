package org.smartrouting.server.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.smartrouting.server.role.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the roles that specialists can have, and what each is told. */
@Command(
    name = "roles",
    description = "Lists the roles, or prints the instructions of one.",
    mixinStandardHelpOptions = true)
public final class RolesCommand implements Runnable {
  @Mixin private RoleOptions roles;

  @Parameters(paramLabel = "ROLE", arity = "0..1", description = "Whose instructions to print.")
  private @Nullable String role;

  @Spec private CommandSpec command;

  /** Made by the command line. */
  public RolesCommand() {}

  @Override
  public void run() {
    PrintWriter out = command.commandLine().getOut();
    if (role == null) {
      for (Role each : roles.read().all()) {
        out.printf("%-12s %s%n", each.name(), each.summary());
      }
    } else {
      out.print(roles.find(role).instructions());
    }
    out.flush();
  }
}

package org.smartrouting.server.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.smartrouting.server.role.MalformedRoleException;
import org.smartrouting.server.role.Role;
import org.smartrouting.server.role.Roles;
import picocli.CommandLine.Option;

/** Where roles are read from. */
final class RoleOptions {
  @Option(
      names = "--roles",
      paramLabel = "DIR",
      description = "Texts of further roles, or of other ones for those that are built in.")
  private @Nullable Path directory;

  Roles read() {
    try {
      return Roles.read(directory);
    } catch (MalformedRoleException e) {
      throw new UnusableArgumentException(String.valueOf(e.getMessage()));
    }
  }

  Role find(String name) {
    Roles roles = read();
    return roles
        .find(name)
        .orElseThrow(
            () ->
                new UnusableArgumentException(
                    "no role '"
                        + name
                        + "'; there are "
                        + String.join(", ", roles.all().stream().map(Role::name).toList())));
  }
}

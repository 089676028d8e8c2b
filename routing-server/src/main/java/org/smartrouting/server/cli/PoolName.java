package org.smartrouting.server.cli;

import picocli.CommandLine.Parameters;

/** Which pool a command is about. */
final class PoolName {
  @Parameters(
      paramLabel = "POOL",
      arity = "0..1",
      defaultValue = "",
      description = "Which pool. Default: default.")
  private String name;

  /** The name that was given; empty for the default pool. */
  String value() {
    return name;
  }
}

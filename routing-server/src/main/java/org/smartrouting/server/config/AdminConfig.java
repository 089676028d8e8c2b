package org.smartrouting.server.config;

import java.util.List;

/**
 * Where the server listens for HTTP, on which it speaks the Model Context Protocol.
 *
 * @param enabled whether it does
 * @param host address
 * @param port port; 0 for any
 * @param allowPlaintextBeyondLoopback whether other machines may connect
 * @param allowedHosts hosts besides those of this machine that requests may be for
 * @param allowedOrigins origins besides those of this machine that requests may come from
 * @param maxCalls calls that run at the same time
 */
public record AdminConfig(
    boolean enabled,
    String host,
    int port,
    boolean allowPlaintextBeyondLoopback,
    List<String> allowedHosts,
    List<String> allowedOrigins,
    int maxCalls) {
  /** Checks the ranges and copies the lists. */
  public AdminConfig {
    if (host.isBlank()) {
      throw new ConfigRefusedException("admin.host must not be empty");
    }
    Range.check("admin.port", port, 0, 65_535);
    Range.check("admin.max-calls", maxCalls, 4, 10_000);
    allowedHosts = List.copyOf(allowedHosts);
    allowedOrigins = List.copyOf(allowedOrigins);
  }
}

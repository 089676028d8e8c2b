package org.smartrouting.server.config;

/**
 * Where the server listens.
 *
 * @param host address
 * @param port port; 0 for any
 * @param allowPlaintextBeyondLoopback whether other machines may connect
 * @param reflection whether the API describes itself to callers
 */
public record GrpcConfig(
    String host, int port, boolean allowPlaintextBeyondLoopback, boolean reflection) {
  /** Checks the ranges. */
  public GrpcConfig {
    if (host.isBlank()) {
      throw new ConfigRefusedException("grpc.host must not be empty");
    }
    Range.check("grpc.port", port, 0, 65_535);
  }
}

package org.smartrouting.server.config;

/**
 * All settings of a server.
 *
 * @param ownerName name of the instance; empty for host name and process id
 * @param grpc where it listens
 * @param admin where it listens for HTTP
 * @param limits what callers may take
 * @param database where its state is
 * @param engine what it may hold in memory
 * @param journal how it writes
 * @param shutdown how it stops
 * @param logLevel what it logs
 */
public record ServerConfig(
    String ownerName,
    GrpcConfig grpc,
    AdminConfig admin,
    LimitsConfig limits,
    DatabaseSettings database,
    EngineConfig engine,
    JournalConfig journal,
    ShutdownConfig shutdown,
    LogLevel logLevel) {
  /** Checks the range. */
  public ServerConfig {
    Range.check("the length of server.owner-name", ownerName.length(), 0, 128);
  }
}

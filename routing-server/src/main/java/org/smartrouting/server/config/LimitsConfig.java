package org.smartrouting.server.config;

import java.time.Duration;

/**
 * What one connection and one message may take.
 *
 * @param maxMessageBytes greatest size of a message from a caller
 * @param maxMetadataBytes greatest size of the metadata of a call
 * @param maxConcurrentCallsPerConnection open calls of one connection, streams and waiting calls
 *     included
 * @param maxResets calls that one connection can break off within the window
 * @param maxResetsWindow that window, in whole seconds
 * @param keepaliveTime silence after which the server asks whether a connection lives
 * @param keepaliveTimeout how long it waits for the answer
 * @param permitKeepaliveTime how often callers may ask
 * @param permitKeepaliveWithoutCalls whether they may ask without an open call
 * @param maxConnectionIdle after which a connection without calls is closed; zero for never
 * @param maxConnectionAge after which a connection is closed; zero for never
 * @param maxConnectionAgeGrace how long its calls then have to end; zero for ever
 * @param handshakeTimeout how long a new connection has to begin
 * @param flowControlWindow bytes that can be sent ahead on one stream
 */
public record LimitsConfig(
    int maxMessageBytes,
    int maxMetadataBytes,
    int maxConcurrentCallsPerConnection,
    int maxResets,
    Duration maxResetsWindow,
    Duration keepaliveTime,
    Duration keepaliveTimeout,
    Duration permitKeepaliveTime,
    boolean permitKeepaliveWithoutCalls,
    Duration maxConnectionIdle,
    Duration maxConnectionAge,
    Duration maxConnectionAgeGrace,
    Duration handshakeTimeout,
    int flowControlWindow) {
  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** Checks the ranges. */
  public LimitsConfig {
    Range.check("limits.max-message-bytes", maxMessageBytes, 64 * KIB, 64 * MIB);
    Range.check("limits.max-metadata-bytes", maxMetadataBytes, KIB, 64 * KIB);
    Range.check(
        "limits.max-concurrent-calls-per-connection",
        maxConcurrentCallsPerConnection,
        1,
        1_000_000);
    Range.check("limits.max-resets", maxResets, 1, 1_000_000);
    Range.check("limits.max-resets-window", maxResetsWindow, SECOND, HOUR);
    Range.check("limits.keepalive-time", keepaliveTime, SECOND, DAY);
    Range.check("limits.keepalive-timeout", keepaliveTimeout, SECOND, HOUR);
    Range.check("limits.permit-keepalive-time", permitKeepaliveTime, Duration.ZERO, DAY);
    Range.check("limits.max-connection-idle", maxConnectionIdle, Duration.ZERO, DAY);
    Range.check("limits.max-connection-age", maxConnectionAge, Duration.ZERO, DAY);
    Range.check("limits.max-connection-age-grace", maxConnectionAgeGrace, Duration.ZERO, DAY);
    Range.check("limits.handshake-timeout", handshakeTimeout, SECOND, HOUR);
    Range.check("limits.flow-control-window", flowControlWindow, 64 * KIB, 16 * MIB);
  }
}

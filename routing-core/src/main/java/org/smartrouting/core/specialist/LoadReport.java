package org.smartrouting.core.specialist;

import java.util.Map;

/**
 * What a specialist says of work that the router did not give it.
 *
 * @param seq number of the report, unsigned, rising in a connection
 * @param applicationUtilization utilisation as the application defines it, at least 0
 * @param cpuUtilization CPU utilisation, at least 0
 * @param memUtilization memory utilisation, 0..1
 * @param requestsPerSecond requests per second
 * @param errorsPerSecond errors per second
 * @param namedMetrics other numbers; shown, not used
 * @param externalInFlight slots taken by work that the router did not give
 * @param queueDepth work that waits at the specialist
 */
public record LoadReport(
    long seq,
    double applicationUtilization,
    double cpuUtilization,
    double memUtilization,
    double requestsPerSecond,
    double errorsPerSecond,
    Map<String, Double> namedMetrics,
    double externalInFlight,
    double queueDepth) {
  /** Copies the map. */
  public LoadReport {
    namedMetrics = Map.copyOf(namedMetrics);
  }
}

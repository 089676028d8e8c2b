package org.smartrouting.server.codec;

import org.smartrouting.core.specialist.LoadReport;

/** Load reports. */
public final class LoadReportCodec {
  private LoadReportCodec() {}

  /**
   * Reads a report.
   *
   * @param message a message that breaks no rule
   */
  public static LoadReport toDomain(org.smartrouting.v1.LoadReport message) {
    return new LoadReport(
        message.getSeq(),
        message.getApplicationUtilization(),
        message.getCpuUtilization(),
        message.getMemUtilization(),
        message.getRpsFractional(),
        message.getEps(),
        message.getNamedMetricsMap(),
        message.getExternalInFlight(),
        message.getQueueDepth());
  }

  /** Writes a report. */
  static org.smartrouting.v1.LoadReport toMessage(LoadReport report) {
    return org.smartrouting.v1.LoadReport.newBuilder()
        .setSeq(report.seq())
        .setApplicationUtilization(report.applicationUtilization())
        .setCpuUtilization(report.cpuUtilization())
        .setMemUtilization(report.memUtilization())
        .setRpsFractional(report.requestsPerSecond())
        .setEps(report.errorsPerSecond())
        .putAllNamedMetrics(report.namedMetrics())
        .setExternalInFlight(report.externalInFlight())
        .setQueueDepth(report.queueDepth())
        .build();
  }
}

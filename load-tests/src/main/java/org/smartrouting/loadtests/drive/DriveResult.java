package org.smartrouting.loadtests.drive;

import com.google.errorprone.annotations.FormatMethod;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What a drive measured.
 *
 * @param settings what was driven
 * @param target what kind of server it was
 * @param meter times and errors
 * @param unfinished tasks that did not come to their end within a minute after the last submit
 * @param processorTime of this process while it was counted; with an embedded server that is all
 */
record DriveResult(
    DriveSettings settings, String target, Meter meter, int unfinished, Duration processorTime) {
  private static final double[] SHARES = {50, 90, 99, 99.9};
  private static final double NANOS_PER_MILLI = 1e6;

  /** Tasks that were completed while it was counted. */
  long completed() {
    return meter.histogram(Stage.COMPLETED).getTotalCount();
  }

  double throughput() {
    return completed() / (settings.duration().toNanos() / 1e9);
  }

  boolean isGood() {
    return completed() > 0 && unfinished == 0 && meter.errors().isEmpty();
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("mode", lower(settings.mode()));
    json.addProperty("durability", durability());
    json.addProperty("target", target);
    json.addProperty("in_flight", settings.inFlight());
    json.addProperty("specialists", settings.specialists());
    json.addProperty("slots", settings.slots());
    json.addProperty("payload_bytes", settings.payloadBytes());
    json.addProperty("connections", settings.connections());
    json.addProperty("callbacks", lower(settings.callbacks()));
    json.addProperty("request_ids", settings.requestIds());
    json.addProperty("warm_up_s", settings.warmUp().toMillis() / 1e3);
    json.addProperty("duration_s", settings.duration().toMillis() / 1e3);
    json.addProperty("processors", Runtime.getRuntime().availableProcessors());
    json.addProperty("java", System.getProperty("java.version"));
    json.addProperty("completed", completed());
    json.addProperty("throughput_per_s", throughput());
    json.addProperty("processor_us_per_task", processorMicros());
    json.addProperty("unfinished", unfinished);
    JsonObject errors = new JsonObject();
    meter.errors().forEach(errors::addProperty);
    json.add("errors", errors);
    for (Stage stage : Stage.values()) {
      json.add(lower(stage) + "_ms", times(meter.histogram(stage)));
    }
    return json;
  }

  /** A block of text for people. */
  String text() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%s, %s, %s server: %d in flight, %d specialists with %d slots, %d bytes, %d connections,"
            + " callbacks %s",
        lower(settings.mode()),
        durability(),
        target,
        settings.inFlight(),
        settings.specialists(),
        settings.slots(),
        settings.payloadBytes(),
        settings.connections(),
        lower(settings.callbacks()));
    line(
        text,
        "%d completed in %.1f s: %.0f/s, %.1f us of processor time each; unfinished %d, errors %s",
        completed(),
        settings.duration().toMillis() / 1e3,
        throughput(),
        processorMicros(),
        unfinished,
        meter.errors());
    table(text);
    return text.toString();
  }

  private void table(StringBuilder text) {
    line(text, "%-22s %9s %9s %9s %9s %9s", "submit to (ms)", "p50", "p90", "p99", "p99.9", "max");
    for (Stage stage : Stage.values()) {
      Histogram times = meter.histogram(stage);
      if (times.getTotalCount() > 0) {
        line(
            text,
            "  %-20s %9.3f %9.3f %9.3f %9.3f %9.3f",
            lower(stage),
            millis(times.getValueAtPercentile(SHARES[0])),
            millis(times.getValueAtPercentile(SHARES[1])),
            millis(times.getValueAtPercentile(SHARES[2])),
            millis(times.getValueAtPercentile(SHARES[3])),
            millis(times.getMaxValue()));
      }
    }
  }

  private static JsonObject times(Histogram histogram) {
    JsonObject times = new JsonObject();
    times.addProperty("count", histogram.getTotalCount());
    times.addProperty("mean", histogram.getMean() / NANOS_PER_MILLI);
    for (double share : SHARES) {
      String name = "p" + Double.toString(share).replace(".0", "").replace(".", "");
      times.addProperty(name, millis(histogram.getValueAtPercentile(share)));
    }
    times.addProperty("max", millis(histogram.getMaxValue()));
    return times;
  }

  private double processorMicros() {
    return processorTime.toNanos() / 1e3 / Math.max(1, completed());
  }

  private String durability() {
    return settings.durability().name().replace("DURABILITY_", "").toLowerCase(Locale.ROOT);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static double millis(long nanos) {
    return nanos / NANOS_PER_MILLI;
  }

  @FormatMethod
  private static void line(StringBuilder text, String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append(System.lineSeparator());
  }
}

package org.smartrouting.server.demo;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.smartrouting.v1.Priority;

/** Prints what came of a demo, for people or for programs. */
final class DemoReport {
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

  private DemoReport() {}

  static void printJson(DemoResult result, PrintWriter out) {
    JsonObject report = new JsonObject();
    report.addProperty("submitted", result.submitted());
    report.addProperty("succeeded", result.succeeded());
    report.addProperty("failed", result.failed());
    report.addProperty("lost", result.lost());
    report.addProperty("duplicated", result.duplicated());
    report.addProperty("begun_twice", result.begunTwice());
    report.addProperty("seconds", result.seconds());
    report.add("wait_ms", waits(result.allWaits()));
    JsonObject byPriority = new JsonObject();
    result.waits().forEach((priority, waits) -> byPriority.add(name(priority), waits(waits)));
    report.add("by_priority", byPriority);
    JsonObject bySpecialist = new JsonObject();
    result.tasksBySpecialist().forEach(bySpecialist::addProperty);
    report.add("tasks_by_specialist", bySpecialist);
    report.addProperty("explained", result.explained());
    out.println(JSON.toJson(report));
  }

  static void print(DemoResult result, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%n%d tasks submitted, %d succeeded, %d failed, %d lost, %d duplicated in %.1f s"
            + " (%.0f tasks/s)%n",
        result.submitted(),
        result.succeeded(),
        result.failed(),
        result.lost(),
        result.duplicated(),
        result.seconds(),
        result.succeeded() / result.seconds());
    out.printf(Locale.ROOT, "%n%-14s %7s %7s%n", "specialist", "tasks", "busy");
    result
        .tasksBySpecialist()
        .forEach(
            (id, tasks) ->
                out.printf(Locale.ROOT, "%-14s %7d %6.0f%%%n", id, tasks, busyPercent(result, id)));
    out.printf(Locale.ROOT, "%n%-14s %7s %10s %10s%n", "priority", "tasks", "wait p50", "wait p99");
    result
        .waits()
        .forEach(
            (priority, waits) ->
                out.printf(
                    Locale.ROOT,
                    "%-14s %7d %7.0f ms %7.0f ms%n",
                    name(priority),
                    waits.size(),
                    DemoResult.quantile(waits, 0.5),
                    DemoResult.quantile(waits, 0.99)));
    out.println();
    out.println("why: " + result.explained());
  }

  /** Share of the slots of a specialist that worked, on average over the demo. */
  private static double busyPercent(DemoResult result, String specialistId) {
    double busySeconds = result.busyBySpecialist().getOrDefault(specialistId, 0.0) / 1e3;
    return 100 * busySeconds / (DemoFleet.SLOTS * result.seconds());
  }

  private static JsonObject waits(List<Double> rising) {
    JsonObject waits = new JsonObject();
    waits.addProperty("p50", DemoResult.quantile(rising, 0.5));
    waits.addProperty("p99", DemoResult.quantile(rising, 0.99));
    return waits;
  }

  private static String name(Priority priority) {
    return priority.name().substring("PRIORITY_".length()).toLowerCase(Locale.ROOT);
  }
}

package org.smartrouting.loadtests.report;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reports as JSON files: UTF-8, keys in snake case, what is absent left out. */
public final class ReportFile {
  private static final Gson GSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .create();

  private ReportFile() {}

  /** The JSON of a report; the same report gives the same text. */
  public static String json(RunReport report) {
    return GSON.toJson(report) + "\n";
  }

  /** Writes a report, in the place of what is there. */
  public static void write(Path file, RunReport report) throws IOException {
    Files.writeString(file, json(report));
  }

  /**
   * Reads a report.
   *
   * @throws IOException if the file is not a report
   */
  public static RunReport read(Path file) throws IOException {
    try {
      RunReport report = GSON.fromJson(Files.readString(file), RunReport.class);
      if (report == null || report.run() == null || report.series() == null) {
        throw new IOException(file + " is not a report of a run");
      }
      return report;
    } catch (JsonParseException e) {
      throw new IOException(file + " is not a report of a run: " + e.getMessage(), e);
    }
  }
}

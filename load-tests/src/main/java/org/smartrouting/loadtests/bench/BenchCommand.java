package org.smartrouting.loadtests.bench;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs the benchmarks of the engine, which JMH does in processes of their own, and weighs what a
 * waiting task takes in memory.
 */
@Command(
    name = "bench",
    description = "Measures single decisions of the engine at its design size, with JMH.",
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
  private static final String JMH = "org.openjdk.jmh.Main";

  @Option(names = "--quick", description = "A look only: small sizes, one short iteration.")
  private boolean quick;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      defaultValue = "loadtests.bench",
      description = "Which benchmarks, such as Decisions. Default: all.")
  private String only = "";

  @Option(
      names = "--heap",
      defaultValue = "6g",
      description = "Heap of each process. Default: ${DEFAULT-VALUE}.")
  private String heap = "";

  @Option(names = "--json", description = "Where to write the figures.")
  private @Nullable Path json;

  @Option(names = "--commit", description = "Version of the code, for the figures.")
  private @Nullable String commit;

  @Option(names = "--machine", description = "Machine, for the figures.")
  private @Nullable String machine;

  @Spec private CommandSpec spec;

  /** Made by the command line. */
  public BenchCommand() {}

  /**
   * One line of the table.
   *
   * @param benchmark what was done
   * @param specialists in a pool of how many
   * @param fairnessKeys with tasks of how many keys; 0 where no task waits
   * @param micros mean time of one, microseconds
   * @param error half of the 99.9 % confidence interval of that; absent of a single iteration
   */
  private record Line(
      String benchmark, int specialists, int fairnessKeys, double micros, @Nullable Double error) {}

  private record Figures(
      @Nullable String commit,
      @Nullable String machine,
      List<Line> benchmarks,
      List<TaskWeight> waitingTasks) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path measured = Files.createTempFile("bench", ".json");
    try {
      int status = new ProcessBuilder(command(measured)).inheritIO().start().waitFor();
      if (status != 0) {
        return status;
      }
      List<Line> lines = lines(measured);
      List<TaskWeight> weights =
          List.of(TaskWeight.of(quick ? 20_000 : 200_000, 1), TaskWeight.of(20_000, 1_000));
      print(lines, weights);
      if (json != null) {
        write(json, new Figures(commit, machine, lines, weights));
      }
      return lines.isEmpty() ? 1 : 0;
    } finally {
      Files.deleteIfExists(measured);
    }
  }

  private List<String> command(Path measured) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> words = new ArrayList<>(List.of(java.toString()));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), JMH, only));
    words.addAll(List.of("-rf", "json", "-rff", measured.toString(), "-foe", "true"));
    // The collector that disturbs one thread least often, and memory that is there already.
    words.addAll(List.of("-jvmArgs", "-Xms" + heap + " -Xmx" + heap + " -XX:+UseParallelGC"));
    words.addAll(
        quick
            ? List.of("-f", "1", "-wi", "0", "-i", "1", "-r", "100ms", "-p", "specialists=1000")
            : List.of("-f", "1", "-wi", "6", "-w", "2", "-i", "5", "-r", "1"));
    return words;
  }

  private static List<Line> lines(Path measured) throws IOException {
    List<Line> lines = new ArrayList<>();
    for (JsonElement each : JsonParser.parseString(Files.readString(measured)).getAsJsonArray()) {
      JsonObject run = each.getAsJsonObject();
      String name = run.get("benchmark").getAsString();
      JsonObject params = run.getAsJsonObject("params");
      JsonObject metric = run.getAsJsonObject("primaryMetric");
      // JMH writes "NaN" as a text.
      double error = Double.parseDouble(metric.get("scoreError").getAsString());
      lines.add(
          new Line(
              name.substring(name.lastIndexOf('.') + 1),
              params.get("specialists").getAsInt(),
              params.has("keys") ? params.get("keys").getAsInt() : 0,
              rounded(metric.get("score").getAsDouble()),
              Double.isNaN(error) ? null : rounded(error)));
    }
    return lines;
  }

  private void print(List<Line> lines, List<TaskWeight> weights) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("| benchmark | specialists | fairness keys | us | +- |");
    out.println("|---|---|---|---|---|");
    for (Line line : lines) {
      out.printf(
          Locale.ROOT,
          "| %s | %,d | %,d | %.2f | %s |%n",
          line.benchmark(),
          line.specialists(),
          line.fairnessKeys(),
          line.micros(),
          line.error() == null ? "-" : String.format(Locale.ROOT, "%.2f", line.error()));
    }
    out.println();
    out.println("| waiting tasks | fairness keys | bytes each |");
    out.println("|---|---|---|");
    for (TaskWeight weight : weights) {
      out.printf(
          Locale.ROOT,
          "| %,d | %,d | %,d |%n",
          weight.tasks(),
          weight.fairnessKeys(),
          weight.bytes());
    }
    out.flush();
  }

  private static void write(Path file, Figures figures) throws IOException {
    String text =
        new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .setPrettyPrinting()
            .create()
            .toJson(figures);
    Files.writeString(file, text + "\n");
  }

  private static double rounded(double value) {
    return Math.round(value * 1e3) / 1e3;
  }
}

package org.smartrouting.loadtests.simulate;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.smartrouting.loadtests.report.RunFacts;
import org.smartrouting.loadtests.report.RunReport;
import org.smartrouting.loadtests.trace.FleetFile;
import org.smartrouting.loadtests.trace.FleetMember;
import org.smartrouting.loadtests.trace.TraceReader;
import org.smartrouting.loadtests.trace.TraceTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Holds policies against each other on one trace. One run says little: who is lucky early keeps a
 * queue short for long; so each policy has a run for each of several seeds, the same for all.
 */
@Command(
    name = "policies",
    description = "Runs a trace in virtual time under several policies and seeds, and compares.",
    mixinStandardHelpOptions = true)
public final class PoliciesCommand implements Callable<Integer> {
  @Option(names = "--trace", required = true, description = "Tasks; see README.")
  private Path trace = Path.of("");

  @Option(names = "--fleet", required = true, description = "Specialists; see README.")
  private Path fleet = Path.of("");

  @Option(
      names = "--policy",
      required = true,
      description = "Policy of the pool as JSON, or the word default; repeated.")
  private List<Path> policies = new ArrayList<>();

  @Option(names = "--seeds", defaultValue = "10", description = "Runs. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(names = "--json", description = "Where to write the figures.")
  private @Nullable Path json;

  @Option(names = "--markdown", description = "Where to write the table.")
  private @Nullable Path markdown;

  @Option(names = "--commit", description = "Version of the code, for the figures.")
  private @Nullable String commit;

  @Option(names = "--machine", description = "Machine, for the figures.")
  private @Nullable String machine;

  @Spec private CommandSpec spec;

  /** Made by the command line. */
  public PoliciesCommand() {}

  /**
   * What is written.
   *
   * @param run what was run
   * @param seeds how many seeds, from 1
   * @param tasks tasks of the trace
   * @param load share of all slots that was busy under the first policy, 0..1
   * @param policies what each gave
   */
  private record Comparison(
      RunFacts run, int seeds, int tasks, double load, List<PolicyFigures> policies) {}

  @Override
  public Integer call() throws IOException {
    if (seeds < 1) {
      throw new ParameterException(spec.commandLine(), "--seeds must be at least 1: " + seeds);
    }
    List<FleetMember> specialists = FleetFile.read(fleet);
    List<TraceTask> tasks = TraceReader.readAll(trace);
    List<Measure> measures = Measure.all();
    Map<String, List<double[]>> values = new LinkedHashMap<>();
    double load = -1;
    for (Path path : policies) {
      PolicyFile policy = PolicyFile.named(path);
      List<double[]> runs = new ArrayList<>();
      for (int seed = 1; seed <= seeds; seed++) {
        Measure.Run run = run(policy, seed, specialists, tasks);
        runs.add(measures.stream().mapToDouble(each -> each.of().applyAsDouble(run)).toArray());
        load = load < 0 ? load(run.report()) : load;
      }
      values.put(policy.name(), runs);
    }
    List<PolicyFigures> figures = PolicyFigures.of(measures, values);
    String table = table(measures, figures);
    PrintWriter out = spec.commandLine().getOut();
    out.print(table);
    out.flush();
    if (markdown != null) {
      Files.writeString(markdown, table);
    }
    if (json != null) {
      Comparison all = new Comparison(facts("all", 1), seeds, tasks.size(), load, figures);
      Files.writeString(json, text(all));
    }
    return 0;
  }

  private Measure.Run run(
      PolicyFile policy, long seed, List<FleetMember> specialists, List<TraceTask> tasks) {
    Simulation simulation = new Simulation(specialists, policy.policy(), seed);
    SimulatedRun run = simulation.run(tasks.iterator());
    RunFacts facts = facts(policy.name(), seed);
    return new Measure.Run(
        RunReport.of(facts, specialists, run.observations()), run.observations());
  }

  private RunFacts facts(String policy, long seed) {
    return new RunFacts(
        spec.commandLine().getParseResult().originalArgs(),
        trace.toString(),
        fleet.toString(),
        seed,
        0,
        policy,
        "engine in virtual time",
        commit,
        machine);
  }

  private static double load(RunReport report) {
    double busy = 0;
    double slots = 0;
    for (var each : report.bySpecialist().values()) {
      busy += each.busyShare() * each.slots();
      slots += each.slots();
    }
    return Math.round(busy / slots * 1e4) / 1e4;
  }

  private static String text(Comparison all) {
    return new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .create()
            .toJson(all)
        + "\n";
  }

  private static String table(List<Measure> measures, List<PolicyFigures> figures) {
    StringBuilder text = new StringBuilder("| policy |");
    measures.forEach(each -> text.append(' ').append(each.name()).append(" |"));
    text.append(" beaten by |\n|").append("---|".repeat(measures.size() + 2)).append('\n');
    for (PolicyFigures each : figures) {
      text.append("| ").append(each.policy()).append(" |");
      for (Measure measure : measures) {
        double mean = each.means().getOrDefault(measure.name(), 0.0);
        boolean best =
            figures.stream()
                .noneMatch(
                    other ->
                        measure.isBetter(other.means().getOrDefault(measure.name(), 0.0), mean));
        text.append(best ? " **" : " ").append(measure.text(mean));
        text.append(best ? "** |" : " |");
      }
      text.append(' ').append(beaters(each)).append(" |\n");
    }
    return text.toString();
  }

  private static String beaters(PolicyFigures figures) {
    return figures.beatenBy().isEmpty()
        ? "nobody"
        : figures.beatenBy().stream().collect(Collectors.joining(", "));
  }
}

package org.smartrouting.loadtests.simulate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.smartrouting.loadtests.report.ReportFile;
import org.smartrouting.loadtests.report.ReportText;
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

/** Runs a trace through the engine in virtual time, under one policy or several. */
@Command(
    name = "simulate",
    description = "Runs a trace through the engine of the router in virtual time.",
    mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {
  /** Less than the time in which an assignment has to be accepted. */
  private static final int MAX_HANDOVER_MILLIS = 4_000;

  @Option(names = "--trace", required = true, description = "Tasks; see README.")
  private Path trace = Path.of("");

  @Option(names = "--fleet", required = true, description = "Specialists; see README.")
  private Path fleet = Path.of("");

  @Option(
      names = "--policy",
      description = "Policy of the pool as JSON, or the word default; can be repeated.")
  private List<Path> policies = new ArrayList<>();

  @Option(names = "--seed", defaultValue = "1", description = "Seed of all that is drawn.")
  private long seed;

  @Option(
      names = "--report-every",
      paramLabel = "SECONDS",
      description = "Specialists say their load that often, each time as it was the time before.")
  private @Nullable Double reportSeconds;

  @Option(
      names = "--handover-ms",
      paramLabel = "MS",
      defaultValue = "0",
      description = "Time from a decision to the start of the work, as commits and messages take.")
  private double handoverMillis;

  @Option(
      names = "--json",
      description = "Report to write; with several policies one each, as in OUT-POLICY.json.")
  private @Nullable Path json;

  @Option(names = "--commit", description = "Version of the code, for the report.")
  private @Nullable String commit;

  @Option(names = "--machine", description = "Machine, for the report.")
  private @Nullable String machine;

  @Spec private CommandSpec spec;

  /** Made by the command line. */
  public SimulateCommand() {}

  @Override
  public Integer call() throws IOException {
    List<PolicyFile> files = new ArrayList<>();
    for (Path path : policies.isEmpty() ? List.of(Path.of(PolicyFile.DEFAULT_NAME)) : policies) {
      files.add(PolicyFile.named(path));
    }
    List<FleetMember> specialists = FleetFile.read(fleet);
    List<TraceTask> tasks = TraceReader.readAll(trace);
    List<RunReport> reports = new ArrayList<>();
    for (PolicyFile file : files) {
      RunReport report = simulate(file, specialists, tasks);
      reports.add(report);
      write(report, files.size() > 1);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (reports.size() == 1) {
      ReportText.print(reports.get(0), out);
    } else {
      ReportText.compare(files.stream().map(PolicyFile::name).toList(), reports, out);
    }
    return 0;
  }

  private RunReport simulate(
      PolicyFile file, List<FleetMember> specialists, List<TraceTask> tasks) {
    long begin = System.nanoTime();
    Simulation simulation = new Simulation(specialists, file.policy(), seed);
    if (reportSeconds != null) {
      simulation.reportLoads(Math.max(1, Math.round(reportSeconds * 1e6)));
    }
    if (!(handoverMillis >= 0 && handoverMillis <= MAX_HANDOVER_MILLIS)) {
      throw new ParameterException(
          spec.commandLine(),
          "--handover-ms must be within 0.." + MAX_HANDOVER_MILLIS + ": " + handoverMillis);
    }
    simulation.handOverIn(Math.round(handoverMillis * 1e3));
    SimulatedRun run = simulation.run(tasks.iterator());
    say(
        String.format(
            Locale.ROOT,
            "%d tasks under policy %s took %.1f s",
            tasks.size(),
            file.name(),
            (System.nanoTime() - begin) / 1e9));
    return RunReport.of(facts(file), specialists, run.observations());
  }

  private RunFacts facts(PolicyFile file) {
    return new RunFacts(
        spec.commandLine().getParseResult().originalArgs(),
        trace.toString(),
        fleet.toString(),
        seed,
        0,
        file.name(),
        "engine in virtual time",
        commit,
        machine);
  }

  private void write(RunReport report, boolean isOneOfSeveral) throws IOException {
    if (json == null) {
      return;
    }
    String name = json.toString();
    String stem = name.replaceFirst("\\.json$", "");
    Path file = isOneOfSeveral ? Path.of(stem + "-" + report.run().policy() + ".json") : json;
    ReportFile.write(file, report);
    say("report written to " + file);
  }

  // To the error stream: how long it took is not part of the result, which is always the same.
  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("simulate: " + line);
    err.flush();
  }
}

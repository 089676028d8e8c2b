package org.smartrouting.loadtests.replay;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.smartrouting.loadtests.drive.TimeSpan;
import org.smartrouting.loadtests.drive.WarmUp;
import org.smartrouting.loadtests.report.ReportFile;
import org.smartrouting.loadtests.report.ReportText;
import org.smartrouting.loadtests.report.RunFacts;
import org.smartrouting.loadtests.report.RunReport;
import org.smartrouting.loadtests.simulate.PolicyFile;
import org.smartrouting.loadtests.target.Target;
import org.smartrouting.loadtests.target.TargetOptions;
import org.smartrouting.loadtests.trace.FleetFile;
import org.smartrouting.loadtests.trace.FleetMember;
import org.smartrouting.loadtests.trace.TraceReader;
import org.smartrouting.server.config.LogLevel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Submits the tasks of a trace at their times to a server, with a fleet that works them. */
@Command(
    name = "replay",
    description = "Gives a trace to a running server at its times, with a fleet that works it.",
    mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
  @Mixin private TargetOptions target;

  @Option(names = "--trace", required = true, description = "Tasks; see README.")
  private Path trace = Path.of("");

  @Option(names = "--fleet", required = true, description = "Specialists; see README.")
  private Path fleet = Path.of("");

  @Option(
      names = "--policy",
      defaultValue = PolicyFile.DEFAULT_NAME,
      description = "Policy of the pool as JSON, for trace time, or the word default.")
  private Path policy = Path.of("");

  @Option(
      names = "--time-scale",
      paramLabel = "X",
      defaultValue = "1",
      description = "How much faster than the trace; 0 is as fast as accepted, without work.")
  private double timeScale;

  @Option(names = "--seed", defaultValue = "1", description = "Decides which attempts succeed.")
  private long seed;

  @Option(
      names = "--warm-up",
      defaultValue = "10s",
      converter = TimeSpan.class,
      description =
          "How long other tasks go through first, so that what is measured is not the start.")
  private Duration warmUp = Duration.ZERO;

  @Option(
      names = "--patience",
      defaultValue = "60s",
      converter = TimeSpan.class,
      description = "Wall time without any change after which open tasks are given up.")
  private Duration patience = Duration.ZERO;

  @Option(names = "--json", paramLabel = "OUT", description = "File for the report as JSON.")
  private @Nullable Path json;

  @Option(names = "--commit", description = "Version of the code, for the report.")
  private @Nullable String commit;

  @Option(names = "--machine", description = "Machine, for the report.")
  private @Nullable String machine;

  @Spec private CommandSpec spec;

  /** Made by the command line. */
  public ReplayCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    LogLevel.WARN.apply();
    PolicyFile rules =
        policy.toString().equals(PolicyFile.DEFAULT_NAME)
            ? PolicyFile.DEFAULT
            : PolicyFile.read(policy);
    List<FleetMember> members = FleetFile.read(fleet);
    Replay replay =
        new Replay(
            TraceReader.readAll(trace),
            members,
            rules.policy(),
            scale(),
            seed,
            patience,
            this::progress);
    try (Target server = target.open()) {
      WarmUp.run(server.address(), warmUp);
      ReplayResult result = replay.run(server.address());
      spec.commandLine().getErr().println();
      RunReport report =
          RunReport.of(facts(rules, server.kind() + " server"), members, result.observations());
      PrintWriter out = spec.commandLine().getOut();
      ReportText.print(report, out);
      result.printChecks(report, out);
      if (json != null) {
        ReportFile.write(json, report);
      }
      return result.isGood(report) ? 0 : 1;
    }
  }

  private TimeScale scale() {
    try {
      return new TimeScale(timeScale);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private RunFacts facts(PolicyFile rules, String server) {
    return new RunFacts(
        spec.commandLine().getParseResult().originalArgs(),
        trace.toString(),
        fleet.toString(),
        seed,
        timeScale,
        rules.name(),
        server,
        commit,
        machine);
  }

  private void progress(int submitted, int ended) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf("\rreplay: %d tasks submitted, %d attempts ended", submitted, ended);
    err.flush();
  }
}

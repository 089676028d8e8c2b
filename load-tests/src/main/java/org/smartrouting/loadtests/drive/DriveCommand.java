package org.smartrouting.loadtests.drive;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.smartrouting.loadtests.target.Target;
import org.smartrouting.loadtests.target.TargetOptions;
import org.smartrouting.server.config.LogLevel;
import org.smartrouting.v1.Durability;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keeps so many tasks in flight for so long, and prints how many came through and how fast. */
@Command(
    name = "drive",
    description = "Keeps a number of tasks in flight and measures throughput and times.",
    showDefaultValues = true,
    mixinStandardHelpOptions = true)
public final class DriveCommand implements Callable<Integer> {
  @Mixin private TargetOptions target;

  @Option(
      names = "--mode",
      defaultValue = "stream",
      description =
          "stream: over streams; unary: submit, pull, accept, complete; route: RouteTask and"
              + " CompleteAssignment; submit: SubmitTask only; echo: a bare unary echo, no router.")
  private Mode mode = Mode.STREAM;

  @Option(names = "--durability", defaultValue = "committed", description = "committed, relaxed.")
  private Durable durability = Durable.COMMITTED;

  @Option(names = "--in-flight", defaultValue = "256", description = "Tasks kept in flight.")
  private int inFlight;

  @Option(names = "--specialists", defaultValue = "100", description = "Specialists.")
  private int specialists;

  @Option(names = "--slots", defaultValue = "16", description = "Slots of each specialist.")
  private int slots;

  @Option(names = "--payload-bytes", defaultValue = "100", description = "Size of each payload.")
  private int payloadBytes;

  @Option(
      names = "--connections",
      defaultValue = "2",
      description = "Connections that submitters and specialists share.")
  private int connections;

  @Option(
      names = "--callbacks",
      defaultValue = "cached",
      description = "Threads that handle answers: cached, fixed or transport.")
  private Callbacks callbacks = Callbacks.CACHED;

  @Option(
      names = "--request-ids",
      arity = "1",
      defaultValue = "true",
      description = "Whether requests carry the ids that make repeats safe.")
  private boolean requestIds;

  @Option(
      names = "--warm-up",
      defaultValue = "5s",
      converter = TimeSpan.class,
      description = "Time that is not counted.")
  private Duration warmUp = Duration.ZERO;

  @Option(
      names = "--duration",
      defaultValue = "20s",
      converter = TimeSpan.class,
      description = "Time that is counted.")
  private Duration duration = Duration.ZERO;

  @Option(names = "--json", paramLabel = "OUT", description = "File for the result as JSON.")
  private @Nullable Path json;

  @Spec private CommandSpec spec;

  /** The durabilities as they are named on the command line. */
  enum Durable {
    COMMITTED(Durability.DURABILITY_COMMITTED),
    RELAXED(Durability.DURABILITY_RELAXED);

    private final Durability message;

    Durable(Durability message) {
      this.message = message;
    }
  }

  /** Made by the command line. */
  public DriveCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    LogLevel.WARN.apply();
    DriveResult result = run();
    PrintWriter out = spec.commandLine().getOut();
    out.print(result.text());
    out.flush();
    if (json != null) {
      String text = new GsonBuilder().setPrettyPrinting().create().toJson(result.json());
      Files.writeString(json, text + System.lineSeparator());
    }
    return result.isGood() ? 0 : 1;
  }

  private DriveResult run() throws IOException, InterruptedException {
    DriveSettings settings;
    try {
      settings =
          new DriveSettings(
              mode,
              durability.message,
              inFlight,
              specialists,
              slots,
              payloadBytes,
              connections,
              callbacks,
              requestIds,
              warmUp,
              duration);
      if (mode == Mode.ECHO) {
        return new DriveRun(settings).againstEcho();
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    try (Target server = target.open()) {
      return new DriveRun(settings).against(server.address(), server.kind());
    }
  }
}

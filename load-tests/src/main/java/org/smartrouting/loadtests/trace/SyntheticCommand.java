package org.smartrouting.loadtests.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a trace by chance. */
@Command(
    name = "synthetic",
    description = "Makes a trace by chance: the same options give the same trace.",
    mixinStandardHelpOptions = true)
final class SyntheticCommand implements Callable<Integer> {
  @Option(names = "--out", required = true, description = "Trace to write.")
  private Path output = Path.of("");

  @Option(
      names = "--tasks",
      defaultValue = "10000",
      description = "Number of tasks, without those of the flood. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--arrivals",
      defaultValue = "POISSON",
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private ArrivalPattern arrivals = ArrivalPattern.POISSON;

  @Option(
      names = "--rate",
      defaultValue = "10",
      description = "Mean number of arrivals a second. Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Option(
      names = "--batch-size",
      defaultValue = "10",
      description = "Mean number of tasks of a batch, with BATCH. Default: ${DEFAULT-VALUE}.")
  private double batchSize;

  @Option(
      names = "--on-s",
      defaultValue = "10",
      description = "Mean seconds with arrivals, with ONOFF. Default: ${DEFAULT-VALUE}.")
  private double onSeconds;

  @Option(
      names = "--off-s",
      defaultValue = "30",
      description = "Mean seconds without, with ONOFF. Default: ${DEFAULT-VALUE}.")
  private double offSeconds;

  @Option(
      names = "--service",
      defaultValue = "EXPONENTIAL",
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private ServiceLaw service = ServiceLaw.EXPONENTIAL;

  @Option(
      names = "--service-mean-s",
      defaultValue = "1",
      description = "Mean service time, seconds. Default: ${DEFAULT-VALUE}.")
  private double serviceMean;

  @Option(
      names = "--service-sigma",
      defaultValue = "1",
      description = "Deviation of the logarithm, with LOGNORMAL. Default: ${DEFAULT-VALUE}.")
  private double serviceSigma;

  @Mixin private FloodOptions flood = new FloodOptions();

  @Mixin private TaskOptions tasks = new TaskOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (count < 1 || !(rate > 0) || !(serviceMean >= 0) || !(serviceSigma >= 0)) {
      throw new ParameterException(
          spec.commandLine(), "--tasks and --rate must be above 0, --service-... not below 0");
    }
    long written = write();
    spec.commandLine().getOut().println(written + " tasks written to " + output);
    return 0;
  }

  private long write() throws IOException {
    TaskDraws draws = tasks.draws();
    DoubleSupplier gaps = gaps();
    DoubleSupplier times =
        service.times(serviceMean, serviceSigma, tasks.streams().of("service times"));
    Flood flooding = flood.begin(tasks.streams().of("flood"));
    long written = 0;
    double seconds = 0;
    try (TraceWriter writer = TraceWriter.create(output)) {
      for (int i = 0; i < count; i++) {
        seconds += gaps.getAsDouble();
        for (; flooding.nextSeconds() < seconds; flooding.advance(), written++) {
          long micros = Decimals.micros(flooding.nextSeconds());
          writer.write(draws.next(micros, service(times), flooding.tenant()));
        }
        writer.write(draws.next(Decimals.micros(seconds), service(times)));
        written++;
      }
    }
    return written;
  }

  private DoubleSupplier gaps() {
    try {
      ArrivalPattern.Bursts bursts = new ArrivalPattern.Bursts(batchSize, onSeconds, offSeconds);
      return arrivals.gaps(rate, bursts, tasks.streams().of("arrivals"));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static long service(DoubleSupplier times) {
    return Decimals.micros(times.getAsDouble());
  }
}

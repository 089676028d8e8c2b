package org.smartrouting.loadtests.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Makes a trace of Azure's public trace of requests to language models of 2023: arrivals and
 * service times are those of the requests, the rest is drawn.
 */
@Command(
    name = "azure",
    description = "Makes a trace of Azure's public LLM inference trace of 2023.",
    mixinStandardHelpOptions = true)
final class AzureCommand implements Callable<Integer> {
  private static final String TIMESTAMP = "TIMESTAMP";
  private static final String CONTEXT = "ContextTokens";
  private static final String GENERATED = "GeneratedTokens";
  private static final int MAX_TOKENS = 100_000_000;

  @Option(names = "--in", required = true, description = "The CSV file as published.")
  private Path input = Path.of("");

  @Option(names = "--out", required = true, description = "Trace to write.")
  private Path output = Path.of("");

  @Option(
      names = "--context-token-s",
      defaultValue = "0.0002",
      description = "Service time of a context token, seconds. Default: ${DEFAULT-VALUE}.")
  private double contextTokenSeconds;

  @Option(
      names = "--generated-token-s",
      defaultValue = "0.02",
      description = "Service time of a generated token, seconds. Default: ${DEFAULT-VALUE}.")
  private double generatedTokenSeconds;

  @Mixin private TaskOptions tasks = new TaskOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    TaskDraws draws = tasks.draws();
    long count = 0;
    List<String> columns = List.of(TIMESTAMP, CONTEXT, GENERATED);
    try (CsvTable table = CsvTable.open(input, columns, List.of());
        TraceWriter writer = TraceWriter.create(output)) {
      LocalDateTime first = null;
      for (CsvRow row = table.next(); row != null; row = table.next()) {
        LocalDateTime time = row.read(TIMESTAMP, AzureCommand::time);
        first = first == null ? time : first;
        if (time.isBefore(first)) {
          throw row.wrong(TIMESTAMP, "comes before the first one");
        }
        writer.write(draws.next(ChronoUnit.MICROS.between(first, time), serviceMicros(row)));
        count++;
      }
    }
    spec.commandLine().getOut().println(count + " tasks written to " + output);
    return 0;
  }

  private long serviceMicros(CsvRow row) throws MalformedFileException {
    double context = row.whole(CONTEXT, 0, 0, MAX_TOKENS) * contextTokenSeconds;
    double generated = row.whole(GENERATED, 0, 0, MAX_TOKENS) * generatedTokenSeconds;
    return Decimals.micros(context + generated);
  }

  private static LocalDateTime time(String text) {
    try {
      return LocalDateTime.parse(text.replace(' ', 'T'));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "must be a time such as 2023-11-16 18:17:03.97, not " + text, e);
    }
  }
}

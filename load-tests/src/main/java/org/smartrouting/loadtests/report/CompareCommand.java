package org.smartrouting.loadtests.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints reports side by side. */
@Command(
    name = "compare",
    description = "Prints reports of runs side by side.",
    mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {
  @Option(names = "--in", required = true, description = "Report of a run; can be repeated.")
  private List<Path> inputs = new ArrayList<>();

  @Spec private CommandSpec spec;

  /** Made by the command line. */
  public CompareCommand() {}

  @Override
  public Integer call() throws IOException {
    List<RunReport> reports = new ArrayList<>();
    for (Path input : inputs) {
      reports.add(ReportFile.read(input));
    }
    ReportText.compare(ReportNames.of(inputs), reports, spec.commandLine().getOut());
    return 0;
  }
}

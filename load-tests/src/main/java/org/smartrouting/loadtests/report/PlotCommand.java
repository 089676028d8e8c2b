package org.smartrouting.loadtests.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Draws the waits of runs over the time of arrival. */
@Command(
    name = "plot",
    description = "Draws p50 and p99 of the wait over the time of arrival, as an SVG picture.",
    mixinStandardHelpOptions = true)
public final class PlotCommand implements Callable<Integer> {
  @Option(names = "--in", required = true, description = "Report of a run; can be repeated.")
  private List<Path> inputs = new ArrayList<>();

  @Option(names = "--out", required = true, description = "Picture to write.")
  private Path output = Path.of("");

  @Option(names = "--title", defaultValue = "Waiting time", description = "Title of the picture.")
  private String title = "";

  /** Made by the command line. */
  public PlotCommand() {}

  @Override
  public Integer call() throws IOException {
    List<String> names = ReportNames.of(inputs);
    List<WaitPlot.Curve> curves = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      curves.add(new WaitPlot.Curve(names.get(i), ReportFile.read(inputs.get(i)).series()));
    }
    Files.writeString(output, new WaitPlot(title, curves).svg());
    return 0;
  }
}

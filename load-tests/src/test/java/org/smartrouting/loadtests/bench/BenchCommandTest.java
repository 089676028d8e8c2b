package org.smartrouting.loadtests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Only that they start: nothing is said about how fast. */
class BenchCommandTest {
  @TempDir private Path folder;

  @Test
  void the_benchmarks_start_and_their_figures_are_written() throws Exception {
    Path json = folder.resolve("index.json");
    StringWriter output = new StringWriter();
    int status =
        new CommandLine(new BenchCommand())
            .setOut(new PrintWriter(output))
            .execute("--quick", "--only", "Decisions", "--heap", "256m", "--json", json.toString());
    assertThat(status).isZero();
    assertThat(output.toString()).contains("| decision | 1,000 |", "| admitted | 1,000 |");
    JsonObject figures = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    assertThat(figures.getAsJsonArray("benchmarks")).hasSize(2);
    assertThat(figures.getAsJsonArray("waiting_tasks")).hasSize(2);
  }
}

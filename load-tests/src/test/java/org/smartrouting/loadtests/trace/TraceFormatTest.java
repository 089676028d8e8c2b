package org.smartrouting.loadtests.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smartrouting.core.task.Priority;

class TraceFormatTest {
  private static final String HEADER = "arrival_s,service_s,skills,priority,payload_bytes\n";

  @TempDir private Path folder;

  @Test
  void what_is_written_is_read_again() throws IOException {
    List<TraceTask> tasks =
        List.of(
            TraceTask.of(0, 1),
            new TraceTask(
                1_234_567,
                "chat, \"loud\"",
                SkillLevels.parse("llm:5;code:2"),
                Priority.BULK,
                999_999_999_999L,
                "acme",
                30_500_000,
                1_024));
    Path file = folder.resolve("trace.csv");
    try (TraceWriter writer = TraceWriter.create(file)) {
      for (TraceTask task : tasks) {
        writer.write(task);
      }
    }
    assertThat(TraceReader.readAll(file)).isEqualTo(tasks);
  }

  @Test
  void columns_that_are_missing_or_blank_take_their_defaults() throws IOException {
    assertThat(TraceReader.readAll(file("service_s,arrival_s\n0.5,2\n")))
        .containsExactly(TraceTask.of(2_000_000, 500_000));
    assertThat(TraceReader.readAll(file(HEADER + "2,0.5,,,\n")))
        .containsExactly(TraceTask.of(2_000_000, 500_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,1,,,              | column 1 (arrival_s): must be a number, not x",
        "-1,1,,,             | column 1 (arrival_s): must be 0..1000000000, not -1",
        "0.5,1,,,            | column 1 (arrival_s): comes before the task of the row above",
        "3,,,,               | column 2 (service_s): must not be blank",
        "3,1e99,,,           | column 2 (service_s): must be 0..1000000000, not 1e99",
        "3,1,llm,,           | column 3 (skills): must be name:level;name:level, not llm",
        "3,1,llm:x,,         | column 3 (skills): has no whole number as level: llm:x",
        "3,1,llm:6,,         | column 3 (skills): level must be 1..5: llm:6",
        "3,1,llm:1;llm:2,,   | column 3 (skills): names llm twice",
        "3,1,,URGENT,        | column 4 (priority): must be one of "
            + "[CRITICAL, HIGH, NORMAL, LOW, BULK], not URGENT",
        "3,1,,,1.5           | column 5 (payload_bytes): must be a whole number, not 1.5",
        "3,1,,,9999999       | column 5 (payload_bytes): must be 0..1048576, not 9999999",
        "3,1,,               | column 5: the row has 4 columns, the header has 5",
        "3,1,,,,7            | column 6: the row has 6 columns, the header has 5",
      })
  void a_wrong_row_is_named_by_file_line_and_column(String row, String problem) throws IOException {
    Path file = file(HEADER + "2,1,,,\n" + row + "\n");
    assertThatThrownBy(() -> TraceReader.readAll(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(file + ", line 3, " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arrival_s,service_s,color  | column 3 (color): there is no such column",
        "arrival_s,arrival_s        | column 2 (arrival_s): the column is there twice",
        "arrival_s                  | column service_s: the column is missing",
        "''                         | column 1: there is no header",
      })
  void a_wrong_header_is_named_by_file_line_and_column(String header, String problem)
      throws IOException {
    Path file = file(header);
    assertThatThrownBy(() -> TraceReader.readAll(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(file + ", line 1, " + problem);
  }

  @Test
  void quotes_that_do_not_end_are_named_by_file_and_line() throws IOException {
    Path file = file(HEADER + "2,1,\"llm:1\"x,,\n");
    assertThatThrownBy(() -> TraceReader.readAll(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith(file + ", line 2, row: ");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("trace.csv"), text);
  }
}

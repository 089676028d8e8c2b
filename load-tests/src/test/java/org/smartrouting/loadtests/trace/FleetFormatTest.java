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

class FleetFormatTest {
  private static final String HEADER = "specialist_id,skills,slots,speed,cost_per_s,success\n";

  @TempDir private Path folder;

  @Test
  void what_is_written_is_read_again() throws IOException {
    List<FleetMember> fleet =
        List.of(
            FleetMember.of("anna", 3),
            new FleetMember(
                "bert",
                SkillLevels.parse("llm:5"),
                1,
                0.25,
                1e-5,
                SuccessRates.parse("chat=0.9;*=0.5")));
    Path file = folder.resolve("fleet.csv");
    FleetFile.write(file, fleet);
    assertThat(FleetFile.read(file)).isEqualTo(fleet);
  }

  @Test
  void success_depends_on_the_type_of_task() {
    SuccessRates rates = SuccessRates.parse("chat=0.9;code=0.2;*=0.5");
    assertThat(rates.of("chat")).isEqualTo(0.9);
    assertThat(rates.of("code")).isEqualTo(0.2);
    assertThat(rates.of("other")).isEqualTo(0.5);
    assertThat(SuccessRates.parse("chat=0.9").of("other")).isEqualTo(1);
    assertThat(SuccessRates.parse("0.7").of("other")).isEqualTo(0.7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "anna,,1,1,0,1        | column 1 (specialist_id): is there twice: anna",
        ",,1,1,0,1            | column 1 (specialist_id): must not be blank",
        "b,llm:0,1,1,0,1      | column 2 (skills): level must be 1..5: llm:0",
        "b,,0,1,0,1           | column 3 (slots): must be 1..10000, not 0",
        "b,,1,0,0,1           | column 4 (speed): must be 0.000001..1000000, not 0",
        "b,,1,1,-1,1          | column 5 (cost_per_s): must be 0..1000000, not -1",
        "b,,1,1,0,1.5         | column 6 (success): a chance must be 0..1, not 1.5",
        "b,,1,1,0,chat=much   | column 6 (success): is not a number: much",
        "b,,1,1,0,chat=1;0.5  | column 6 (success): must be p or type=p;type=p;*=p, "
            + "not chat=1;0.5",
      })
  void a_wrong_row_is_named_by_file_line_and_column(String row, String problem) throws IOException {
    Path file = Files.writeString(folder.resolve("fleet.csv"), HEADER + "anna,,,,,\n" + row + "\n");
    assertThatThrownBy(() -> FleetFile.read(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(file + ", line 3, " + problem);
  }

  @Test
  void a_fleet_of_nobody_is_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("fleet.csv"), HEADER);
    assertThatThrownBy(() -> FleetFile.read(file))
        .hasMessage(file + ", line 2, column 1 (specialist_id): there is no specialist");
  }
}

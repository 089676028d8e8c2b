package org.smartrouting.server.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolesTest {
  private static final String WHOLE =
      """
      # Pilot

      Flies the plane,
      and lands it.

      ## Done when
      - The plane stands.
      ## How to work
      - Check the list,
        aloud.
      - Look out.
      ## Hand over
      - The log.
      """;

  @TempDir private Path directory;

  @Test
  void ten_roles_come_with_the_router_and_each_says_enough() {
    Roles roles = Roles.read(null);

    assertThat(roles.all()).extracting(Role::name).containsExactlyElementsOf(Roles.BUILT_IN);
    assertThat(roles.all())
        .allSatisfy(
            role -> {
              assertThat(role.approach()).hasSizeGreaterThan(4);
              assertThat(role.handover()).hasSizeGreaterThan(2);
              assertThat(role.criteria()).hasSizeGreaterThan(1);
              assertThat(role.instructions().length()).isBetween(600, 32_768);
            });
    assertThat(roles.all()).extracting(Role::summary).doesNotHaveDuplicates();
  }

  @Test
  void a_file_adds_a_role() throws IOException {
    Files.writeString(directory.resolve("pilot.md"), WHOLE);
    Files.writeString(directory.resolve("notes.txt"), "no role");

    Role pilot = Roles.read(directory).find("pilot").orElseThrow();

    assertThat(pilot.instructions())
        .isEqualTo(
            """
            You are the pilot. Flies the plane, and lands it.

            How to work:
            - Check the list, aloud.
            - Look out.

            Hand over:
            - The log.

            Done when:
            - The plane stands.
            """);
    assertThat(Roles.read(directory).all()).hasSize(11);
  }

  @Test
  void a_file_takes_the_place_of_a_role() throws IOException {
    Files.writeString(directory.resolve("coder.md"), WHOLE);

    Roles roles = Roles.read(directory);

    assertThat(roles.find("coder").orElseThrow().title()).isEqualTo("Pilot");
    assertThat(roles.all()).hasSize(10);
    assertThat(roles.find("pilot")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Flies.                                          | line 1: the first line must be a title",
        "# A / # B                                       | line 2: there is one title",
        "# A / text / ## Sing                            | line 3: a section must be one of",
        "# A / text / ## Hand over / the log             | line 4: an item must begin with a dash",
        "# A / text / ## Hand over / - log / ## Done when| 'How to work' has no item",
        "# A / ## Hand over / - log                      | there must be a sentence",
        "## B                                            | line 1: a section must be one of",
      })
  void what_is_wrong_is_named_with_its_place(String text, String rule) throws IOException {
    Path file = Files.writeString(directory.resolve("odd.md"), text.replace(" / ", "\n"));

    assertThatThrownBy(() -> Roles.read(directory))
        .isInstanceOf(MalformedRoleException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(rule);
  }

  @Test
  void a_directory_that_is_not_there_is_an_error() {
    assertThatThrownBy(() -> Roles.read(directory.resolve("none")))
        .isInstanceOf(MalformedRoleException.class)
        .hasMessageContaining("is no directory");
  }
}

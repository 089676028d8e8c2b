package org.smartrouting.server.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.v1.StringFormat.STRING_FORMAT_HEX_ID;
import static org.smartrouting.v1.StringFormat.STRING_FORMAT_IDENTIFIER;
import static org.smartrouting.v1.StringFormat.STRING_FORMAT_LINE;
import static org.smartrouting.v1.StringFormat.STRING_FORMAT_UNSPECIFIED;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "7", "team-1.east_2", "agent:build/java@17+next", "A"})
  void identifiers_are_made_of_letters_digits_and_a_few_marks(String text) {
    assertThat(Text.brokenRule(text, STRING_FORMAT_IDENTIFIER)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trailing ",
        " leading",
        "-dash",
        ".dot",
        "a b",
        "a\u0000b",
        "a\u202eb",
        "emoji\ud83d\ude00",
        "pеter",
        "ä",
        "' OR 1=1 --",
        "100%",
        "a\tb",
        "a\\b",
        ""
      })
  void other_texts_are_no_identifiers(String text) {
    assertThat(Text.brokenRule(text, STRING_FORMAT_IDENTIFIER)).startsWith("must ");
  }

  @Test
  void the_rule_names_the_character_and_its_place() {
    assertThat(Text.brokenRule("ab\ud83d\ude00", STRING_FORMAT_IDENTIFIER))
        .endsWith("not U+1F600 at character 3");
    assertThat(Text.brokenRule("abc\u202edef", STRING_FORMAT_LINE))
        .isEqualTo("must not contain bidirectional overrides, such as U+202E at character 4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Plain words.",
        "Größe: 5 €",
        "日本語",
        "עברית",
        "\ud83d\ude00",
        "a  b",
        "200\u00b0C"
      })
  void a_line_can_be_in_any_language(String text) {
    assertThat(Text.brokenRule(text, STRING_FORMAT_LINE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb",
        "a\rb",
        "a\tb",
        "a\u0000b",
        "a\u007fb",
        "a\u0085b",
        "a\u2028b",
        "a\u2029b",
        "a\u202ab",
        "a\u202eb",
        "a\u2066b",
        "a\u2069b",
        " a",
        "a ",
        "a\u00a0",
        "\u3000a",
        "a\ud83d"
      })
  void a_line_is_one_line_that_shows_what_it_says(String text) {
    assertThat(Text.brokenRule(text, STRING_FORMAT_LINE)).startsWith("must ");
  }

  @Test
  void any_text_must_still_be_unicode() {
    assertThat(Text.brokenRule("a\u0000\n\u202e", STRING_FORMAT_UNSPECIFIED)).isEmpty();
    assertThat(Text.brokenRule("a\ude00\ud83d", STRING_FORMAT_UNSPECIFIED))
        .isEqualTo("must be valid Unicode, not U+DE00 at character 2");
  }

  @Test
  void ids_are_32_lower_case_hexadecimal_digits() {
    String id = "0123456789abcdef".repeat(2);

    assertThat(Text.brokenRule(id, STRING_FORMAT_HEX_ID)).isEmpty();
    assertThat(Text.brokenRule(id.substring(1), STRING_FORMAT_HEX_ID)).isNotEmpty();
    assertThat(Text.brokenRule(id.replace('a', 'A'), STRING_FORMAT_HEX_ID)).isNotEmpty();
    assertThat(Text.brokenRule(id.replace('a', 'g'), STRING_FORMAT_HEX_ID)).isNotEmpty();
    assertThat(Text.brokenRule(id.replace('1', '\u0661'), STRING_FORMAT_HEX_ID)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "é", "ß€", "\ud83d\ude00", "a\ud83d\ude00é日"})
  void the_length_is_that_of_the_encoded_text(String text) {
    assertThat(Text.utf8Length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void a_text_is_shown_short_and_without_what_could_deceive() {
    assertThat(Text.shown("a\"b\\c\n\u202e")).isEqualTo("a\\\"b\\\\c\\u000a\\u202e");
    assertThat(Text.shown("x".repeat(1000))).isEqualTo("x".repeat(40) + "...");
  }
}

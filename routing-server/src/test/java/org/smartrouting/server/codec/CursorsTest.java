package org.smartrouting.server.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smartrouting.core.store.TaskReader;

final class CursorsTest {
  private static final CursorScope SCOPE = CursorScope.of("ListTasks", "default", "builds");
  private static final TaskReader.Position POSITION =
      new TaskReader.Position(Samples.NOW, Samples.ID);

  @Test
  void positions_survive_both_ways() {
    assertThat(Cursors.task(SCOPE, Cursors.ofTask(SCOPE, POSITION))).contains(POSITION);
    assertThat(Cursors.id(SCOPE, Cursors.ofId(SCOPE, "agent-ä"))).contains("agent-ä");
    assertThat(Cursors.change(SCOPE, Cursors.ofChange(SCOPE, 1L << 60))).hasValue(1L << 60);
  }

  @Test
  void tokens_go_into_addresses_and_fit_into_their_field() {
    assertThat(Cursors.ofTask(SCOPE, POSITION)).matches("[A-Za-z0-9_-]+");
    assertThat(Cursors.ofId(SCOPE, "x".repeat(128))).hasSizeLessThanOrEqualTo(256);
  }

  @Test
  void a_token_of_another_call_or_pool_is_refused() {
    String token = Cursors.ofTask(SCOPE, POSITION);

    for (CursorScope other :
        List.of(
            CursorScope.of("WatchTasks", "default", "builds"),
            CursorScope.of("ListTasks", "default", "other"),
            CursorScope.of("ListTasks", "defaultbuilds"),
            CursorScope.of("ListTasks", "default", "builds", ""))) {
      assertThat(Cursors.task(other, token)).as(other.toString()).isEmpty();
    }
  }

  @Test
  void a_position_of_another_kind_is_refused() {
    assertThat(Cursors.task(SCOPE, Cursors.ofChange(SCOPE, 1))).isEmpty();
    assertThat(Cursors.change(SCOPE, Cursors.ofTask(SCOPE, POSITION))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "AQ", "not base64!", "AQAAAAAAAAAA", "ä", "AQAAAAAAAAAAAAAA===="})
  void a_text_that_is_no_token_is_refused(String token) {
    assertThat(Cursors.change(SCOPE, token)).isEmpty();
  }

  @Test
  void a_changed_token_is_refused() {
    byte[] token = Base64.getUrlDecoder().decode(Cursors.ofChange(SCOPE, 77));

    for (int i = 0; i < token.length; i++) {
      byte[] changed = token.clone();
      changed[i] ^= 1;
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      assertThat(Cursors.change(SCOPE, text)).as("byte " + i).isEmpty();
    }
  }

  @Test
  void an_etag_is_the_version_in_decimal() {
    assertThat(Etag.of(42)).isEqualTo("42");
    assertThat(Etag.version("42")).hasValue(42);
    assertThat(Etag.version("042")).isEmpty();
    assertThat(Etag.version("-1")).isEmpty();
    assertThat(Etag.version("9".repeat(64))).isEmpty();
    assertThat(Etag.version("")).isEmpty();
  }
}

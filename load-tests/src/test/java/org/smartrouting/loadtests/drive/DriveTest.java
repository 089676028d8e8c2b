package org.smartrouting.loadtests.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smartrouting.loadtests.target.Target;
import org.smartrouting.v1.Durability;

@Timeout(120)
final class DriveTest {
  private static Target target;

  @BeforeAll
  static void start() throws Exception {
    target = Target.embedded(Map.of(), Map.of());
  }

  @AfterAll
  static void stop() {
    target.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"STREAM", "UNARY", "ROUTE", "SUBMIT"})
  void tasks_come_through_without_errors(Mode mode) throws Exception {
    DriveResult result =
        new DriveRun(settings(mode, Callbacks.CACHED, true)).against(target.address(), "test");

    assertThat(result.isGood()).as(result.text()).isTrue();
    assertThat(result.completed()).isPositive();
    assertThat(result.throughput()).isPositive();
  }

  @Test
  void requests_can_go_without_ids() throws Exception {
    DriveResult result =
        new DriveRun(settings(Mode.STREAM, Callbacks.FIXED, false))
            .against(target.address(), "test");

    assertThat(result.isGood()).as(result.text()).isTrue();
  }

  @Test
  void an_echo_needs_no_router() throws Exception {
    DriveResult result = new DriveRun(settings(Mode.ECHO, Callbacks.TRANSPORT, true)).againstEcho();

    assertThat(result.isGood()).as(result.text()).isTrue();
  }

  @Test
  void a_result_tells_what_was_driven_and_what_came_of_it() throws Exception {
    JsonObject json =
        new DriveRun(settings(Mode.STREAM, Callbacks.CACHED, true))
            .against(target.address(), "test")
            .json();

    assertThat(json.keySet())
        .contains(
            "mode",
            "durability",
            "target",
            "in_flight",
            "specialists",
            "slots",
            "payload_bytes",
            "request_ids",
            "duration_s",
            "completed",
            "throughput_per_s",
            "unfinished",
            "errors",
            "acknowledged_ms",
            "started_ms",
            "completed_ms");
    assertThat(json.getAsJsonObject("completed_ms").keySet())
        .containsExactly("count", "mean", "p50", "p90", "p99", "p999", "max");
    assertThat(json.get("completed").getAsLong())
        .isEqualTo(json.getAsJsonObject("completed_ms").get("count").getAsLong());
  }

  @Test
  void streams_do_not_use_the_threads_of_the_transport() {
    assertThatThrownBy(() -> settings(Mode.STREAM, Callbacks.TRANSPORT, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--callbacks");
  }

  private static DriveSettings settings(Mode mode, Callbacks callbacks, boolean requestIds) {
    return new DriveSettings(
        mode,
        Durability.DURABILITY_COMMITTED,
        16,
        3,
        8,
        10,
        2,
        callbacks,
        requestIds,
        Duration.ZERO,
        Duration.ofSeconds(2));
  }
}

package org.smartrouting.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Durations;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.smartrouting.orchestration.v1.ExecuteTaskRequest;
import org.smartrouting.orchestration.v1.RestartServerRequest;
import org.smartrouting.v1.PullAssignmentsRequest;

final class WaitingTest {
  @Test
  void a_call_waits_as_long_as_the_longest_of_its_waits() {
    assertThat(
            Waiting.asked(
                ExecuteTaskRequest.newBuilder()
                    .setLease(Durations.fromSeconds(900))
                    .setWaitTimeout(Durations.fromSeconds(5))
                    .setResultTimeout(Durations.fromSeconds(60))
                    .build()))
        .isEqualTo(Duration.ofSeconds(60));
    assertThat(Waiting.asked(ExecuteTaskRequest.getDefaultInstance())).isZero();
    assertThat(
            Waiting.asked(
                RestartServerRequest.newBuilder().setTimeout(Durations.fromSeconds(60)).build()))
        .isZero();
  }

  @Test
  void a_pull_waits_unless_it_says_otherwise() {
    PullAssignmentsRequest pull = PullAssignmentsRequest.getDefaultInstance();

    assertThat(Waiting.asked(pull)).isEqualTo(Duration.ofSeconds(30));
    assertThat(Waiting.asked(pull.toBuilder().setWaitTimeout(Durations.ZERO).build())).isZero();
  }

  @Test
  void calls_that_wait_leave_room_for_those_that_do_not() {
    Waiting waiting = new Waiting(1);
    Duration second = Duration.ofSeconds(1);

    String answer =
        waiting.within(
            second,
            () -> {
              assertThatThrownBy(() -> waiting.within(second, () -> "waited"))
                  .isInstanceOf(StatusRuntimeException.class)
                  .hasMessageContaining("RESOURCE_EXHAUSTED");
              return waiting.within(Duration.ZERO, () -> "at once");
            });

    assertThat(answer).isEqualTo("at once");
    assertThat(waiting.within(second, () -> "again")).isEqualTo("again");
  }
}

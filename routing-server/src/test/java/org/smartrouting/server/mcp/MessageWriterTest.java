package org.smartrouting.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smartrouting.orchestration.v1.GetArtifactResponse;
import org.smartrouting.orchestration.v1.PlanTaskResponse;
import org.smartrouting.orchestration.v1.PlannedTask;
import org.smartrouting.orchestration.v1.ReconnectStep;
import org.smartrouting.orchestration.v1.SynthesizeResultsResponse;
import org.smartrouting.orchestration.v1.TaskPlan;
import org.smartrouting.v1.Assignment;

final class MessageWriterTest {
  @Test
  void numbers_booleans_and_lists_are_there_though_they_are_empty() {
    assertThat(MessageWriter.write(SynthesizeResultsResponse.getDefaultInstance()))
        .isEqualTo(
            Map.of(
                "results",
                List.of(),
                "success_rate",
                0L,
                "partial",
                false,
                "recommendations",
                List.of(),
                "parent_completed",
                false));
  }

  @Test
  void lists_inside_of_others_are_left_out_when_empty() {
    PlanTaskResponse response =
        PlanTaskResponse.newBuilder()
            .addTasks(PlannedTask.newBuilder().setPlan(TaskPlan.newBuilder().setTitle("t")))
            .build();

    assertThat(MessageWriter.write(response).get("tasks"))
        .isEqualTo(
            List.of(
                Map.of(
                    "plan",
                    Map.of("title", "t"),
                    "ready",
                    false,
                    "attempt",
                    0,
                    "revision",
                    0,
                    "progress",
                    0L)));
  }

  @Test
  void content_that_is_no_text_has_another_name() {
    assertThat(MessageWriter.write(content(ByteString.copyFromUtf8("é"))))
        .isEqualTo(Map.of("content", "é"));
    assertThat(MessageWriter.write(content(ByteString.fromHex("ff00"))))
        .isEqualTo(Map.of("content_base64", "/wA="));
  }

  @Test
  void a_token_is_hexadecimal() {
    Assignment assignment =
        Assignment.newBuilder().setAssignmentToken(ByteString.fromHex("00ff")).build();

    assertThat(MessageWriter.write(assignment)).containsEntry("assignment_token", "00ff");
  }

  @Test
  void durations_are_seconds() {
    assertThat(latency(0, 1_500_000)).isEqualTo(new BigDecimal("0.0015"));
    assertThat(latency(3, 0)).isEqualTo(3L);
    assertThat(latency(-1, -500_000_000)).isEqualTo(new BigDecimal("-1.5"));
  }

  private static GetArtifactResponse content(ByteString content) {
    return GetArtifactResponse.newBuilder().setContent(content).build();
  }

  private static Object latency(long seconds, int nanos) {
    Duration latency = Duration.newBuilder().setSeconds(seconds).setNanos(nanos).build();
    return MessageWriter.write(ReconnectStep.newBuilder().setLatency(latency).build())
        .get("latency");
  }
}

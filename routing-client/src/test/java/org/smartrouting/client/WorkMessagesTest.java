package org.smartrouting.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.FailureKind;
import org.smartrouting.v1.TaskResult;
import org.smartrouting.v1.WorkRequest;

class WorkMessagesTest {
  @Test
  void a_reason_is_one_line_that_is_not_empty() {
    assertThat(WorkMessages.line(" a\nb\t\u202Ec ")).isEqualTo("a b c");
    assertThat(WorkMessages.line("\n")).isEqualTo("no reason given");
  }

  @Test
  void a_long_reason_is_cut_between_characters() {
    String cut = WorkMessages.line("x" + "\u00e9".repeat(1000));

    assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSize(1023);
    assertThat(cut).isEqualTo("x" + "\u00e9".repeat(511));
  }

  @Test
  void an_output_that_no_router_takes_fails_the_task_for_good() {
    ByteString tooMuch = ByteString.copyFrom(new byte[(1 << 20) + 1]);

    WorkRequest message =
        WorkMessages.complete(
            AssignmentReference.getDefaultInstance(),
            TaskResult.newBuilder().setOutput(tooMuch).build(),
            OptionalDouble.empty());

    assertThat(message.getFail().getFailure().getKind())
        .isEqualTo(FailureKind.FAILURE_KIND_PERMANENT);
  }
}

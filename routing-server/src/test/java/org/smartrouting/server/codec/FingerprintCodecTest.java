package org.smartrouting.server.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.v1.CreatePoolRequest;
import org.smartrouting.v1.RouteTaskRequest;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.TaskSpec;

final class FingerprintCodecTest {
  private static final TaskSpec SPEC =
      TaskSpec.newBuilder().setTitle("Build it").putLabels("a", "1").putLabels("b", "2").build();
  private static final SubmitTaskRequest SUBMIT =
      SubmitTaskRequest.newBuilder().setRequestId("r-1").setSpec(SPEC).build();

  @Test
  void the_same_content_has_the_same_fingerprint() {
    TaskSpec reordered =
        SPEC.toBuilder().clearLabels().putLabels("b", "2").putLabels("a", "1").build();

    assertThat(FingerprintCodec.of(SUBMIT.toBuilder().setSpec(reordered).build()))
        .isEqualTo(FingerprintCodec.of(SUBMIT));
    assertThat(FingerprintCodec.of(SUBMIT.toBuilder().setRequestId("r-2").build()))
        .isEqualTo(FingerprintCodec.of(SUBMIT));
    assertThat(FingerprintCodec.of(SUBMIT.toBuilder().setPool("default").build()))
        .isEqualTo(FingerprintCodec.of(SUBMIT));
  }

  @Test
  void other_content_has_another_fingerprint() {
    TaskSpec other = SPEC.toBuilder().setTitle("Test it").build();

    assertThat(FingerprintCodec.of(SUBMIT.toBuilder().setSpec(other).build()))
        .isNotEqualTo(FingerprintCodec.of(SUBMIT));
    TaskSpec forOther = SPEC.toBuilder().setFairnessKey("acme").build();
    assertThat(FingerprintCodec.of(SUBMIT.toBuilder().setSpec(forOther).build()))
        .isNotEqualTo(FingerprintCodec.of(SUBMIT));
    TaskSpec preemptible = SPEC.toBuilder().setPreemptible(true).build();
    assertThat(FingerprintCodec.of(SUBMIT.toBuilder().setSpec(preemptible).build()))
        .isNotEqualTo(FingerprintCodec.of(SUBMIT));
    assertThat(FingerprintCodec.of(SUBMIT.toBuilder().setPool("builds").build()))
        .isNotEqualTo(FingerprintCodec.of(SUBMIT));
  }

  @Test
  void a_route_is_not_a_submit_and_may_wait_longer_the_second_time() {
    RouteTaskRequest route =
        RouteTaskRequest.newBuilder().setRequestId("r-1").setSpec(SPEC).build();

    assertThat(FingerprintCodec.of(route)).isNotEqualTo(FingerprintCodec.of(SUBMIT));
    assertThat(
            FingerprintCodec.of(
                route.toBuilder().setWaitTimeout(Duration.newBuilder().setSeconds(9)).build()))
        .isEqualTo(FingerprintCodec.of(route));
  }

  @Test
  void the_fingerprint_of_a_task_never_changes() {
    assertThat(FingerprintCodec.of(SUBMIT))
        .isEqualTo(new RequestFingerprint(-8766622364511220963L, 182410601837395408L));
  }

  @Test
  void a_request_without_id_has_none() {
    assertThat(FingerprintCodec.of(SUBMIT.toBuilder().clearRequestId().build()))
        .isEqualTo(RequestFingerprint.NONE);
    assertThat(FingerprintCodec.of(CreatePoolRequest.newBuilder().setPool("p").build()))
        .isEqualTo(RequestFingerprint.NONE);
  }
}

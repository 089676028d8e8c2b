package org.smartrouting.server.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.server.codec.Samples.NOW;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.specialist.LoadReport;
import org.smartrouting.core.specialist.Specialist;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.specialist.SpecialistState;
import org.smartrouting.server.codec.SpecialistCodec.Presence;

final class SpecialistCodecTest {
  private static final SpecialistSpec SPEC =
      new SpecialistSpec(
          "Ada", "architect", "Be brief.", Map.of("java", 5, "sql", 2), Map.of("a", "b"), 7, 0.25);
  private static final LoadReport LOAD =
      new LoadReport(-1L, 0.1, 0.2, 0.3, 4, 5, Map.of("gpu", 6.5), 7, 8);
  private static final Specialist SPECIALIST =
      new Specialist(
          new SpecialistKey(Samples.POOL, "s-1"), SPEC, SpecialistState.DRAINING, NOW, NOW + 1, 9);

  @Test
  void everything_of_a_specialist_is_shown() {
    var message =
        SpecialistCodec.toMessage(SPECIALIST, new Presence(true, 3, LOAD, NOW + 2, NOW + 3));
    assertThat(message.getEjectEndTime()).isEqualTo(TimeCodec.timestamp(NOW + 3));

    assertThat(message.getSpecialistId()).isEqualTo("s-1");
    assertThat(message.getTenant()).isEqualTo("acme");
    assertThat(message.getPool()).isEqualTo("builds");
    assertThat(message.getState().name()).isEqualTo("SPECIALIST_STATE_DRAINING");
    assertThat(message.getConnected()).isTrue();
    assertThat(message.getInFlight()).isEqualTo(3);
    assertThat(message.getEtag()).isEqualTo("9");
    assertThat(TimeCodec.micros(message.getCreateTime())).isEqualTo(NOW);
    assertThat(TimeCodec.micros(message.getUpdateTime())).isEqualTo(NOW + 1);
    assertThat(TimeCodec.micros(message.getLoadTime())).isEqualTo(NOW + 2);
    assertThat(LoadReportCodec.toDomain(message.getLoad())).isEqualTo(LOAD);
    assertThat(SpecialistCodec.toDomain(message.getSpec())).isEqualTo(SPEC);
  }

  @Test
  void a_specialist_that_is_away_has_no_load() {
    var message = SpecialistCodec.toMessage(SPECIALIST, Presence.ABSENT);

    assertThat(message.hasLoad()).isFalse();
    assertThat(message.hasLoadTime()).isFalse();
    assertThat(message.getConnected()).isFalse();
  }

  @Test
  void a_specialist_that_says_nothing_has_one_slot() {
    assertThat(SpecialistCodec.toDomain(org.smartrouting.v1.SpecialistSpec.getDefaultInstance()))
        .isEqualTo(SpecialistSpec.of(Map.of(), 1));
  }

  @Test
  void an_update_takes_over_what_its_paths_name() {
    var values = org.smartrouting.v1.SpecialistSpec.newBuilder().setRole("tester");
    values.addSkillsBuilder().setSkill("go").setLevel(1);

    assertThat(SpecialistCodec.updated(SPEC, values.build(), List.of("role", "skills", "slots")))
        .isEqualTo(
            new SpecialistSpec(
                "Ada", "tester", "Be brief.", Map.of("go", 1), Map.of("a", "b"), 1, 0.25));
    assertThat(SpecialistCodec.updated(SPEC, values.build(), List.of("labels")))
        .isEqualTo(
            new SpecialistSpec(
                "Ada", "architect", "Be brief.", Map.of("java", 5, "sql", 2), Map.of(), 7, 0.25));
  }
}

package org.smartrouting.loadtests.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

final class TimeSpanTest {
  private final TimeSpan converter = new TimeSpan();

  @Test
  void durations_have_a_unit() {
    assertThat(converter.convert("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(converter.convert("20s")).isEqualTo(Duration.ofSeconds(20));
    assertThat(converter.convert("2m")).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void a_number_alone_says_nothing() {
    assertThatThrownBy(() -> converter.convert("20"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("20s");
  }
}

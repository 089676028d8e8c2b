package org.smartrouting.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DecimalsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "-1, -1",
    "0.5, 0.5",
    "-0.000001, -0.000001",
    "12.030405, 12.030405",
    "0.1234567, 0.1234567",
    "999999999.999999, 999999999.999999",
    "1e300, 1.0E300"
  })
  void text_is_short(double value, String text) {
    assertThat(Decimals.text(value)).isEqualTo(text);
  }

  @Test
  void what_has_six_decimals_is_read_as_it_was() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 100_000; i++) {
      double value = random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L) / 1e6;
      assertThat(Double.parseDouble(Decimals.text(value))).isEqualTo(value);
    }
  }
}

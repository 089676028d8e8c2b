package org.smartrouting.core.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PairTableTest {
  private final PairTable<String> table = new PairTable<>();

  @Test
  void it_has_what_a_map_has() {
    SplittableRandom random = new SplittableRandom(3);
    Map<List<Integer>, Long> map = new HashMap<>();
    for (int step = 0; step < 50_000; step++) {
      int one = random.nextInt(60);
      int two = random.nextInt(40);
      List<Integer> pair = List.of(one, two);
      // Fills it, and empties it again.
      if (random.nextInt(50_000) > step) {
        long number = random.nextLong();
        map.put(pair, number);
        table.put(one, two, number, one + "/" + two);
      } else if (map.remove(pair) != null) {
        table.remove(one, two);
      }
      if (step % 500 == 0) {
        assertSame(map);
      }
    }
    assertSame(map);
  }

  private void assertSame(Map<List<Integer>, Long> map) {
    assertThat(table.size()).isEqualTo(map.size());
    for (int one = 0; one < 60; one++) {
      for (int two = 0; two < 40; two++) {
        Long number = map.get(List.of(one, two));
        int place = table.find(one, two);
        if (number == null) {
          assertThat(place).isEqualTo(PairTable.ABSENT);
        } else {
          assertThat(table.number(place)).isEqualTo(number);
          assertThat(table.thing(place)).isEqualTo(one + "/" + two);
        }
      }
    }
  }

  @Test
  void what_is_not_there_cannot_be_removed() {
    table.put(1, 2, 3, "");
    assertThatThrownBy(() -> table.remove(2, 1)).isInstanceOf(IllegalStateException.class);
  }
}

package org.smartrouting.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RowsInsertTest {
  private static final RowsInsert INSERT =
      RowsInsert.of(
          "INSERT INTO pairs (a, b, c) VALUES (?, ?, 'x')"
              + " ON DUPLICATE KEY UPDATE b = VALUES(b)");

  @Test
  void a_statement_for_one_row_becomes_one_for_many() {
    assertThat(INSERT.text(1))
        .isEqualTo(
            "INSERT INTO pairs (a, b, c) VALUES (?, ?, 'x')"
                + " ON DUPLICATE KEY UPDATE b = VALUES(b)");
    assertThat(INSERT.text(2))
        .isEqualTo(
            "INSERT INTO pairs (a, b, c) VALUES (?, ?, 'x'), (?, ?, 'x')"
                + " ON DUPLICATE KEY UPDATE b = VALUES(b)");
  }

  @Test
  void a_statement_without_values_is_refused() {
    assertThatThrownBy(() -> RowsInsert.of("DELETE FROM pairs"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DELETE FROM pairs");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 64, 255, 256, 257, 1_000})
  void every_row_arrives_once(int rows) {
    try (Handle handle = Jdbi.open("jdbc:h2:mem:;MODE=MySQL")) {
      handle.execute("CREATE TABLE pairs (a BIGINT PRIMARY KEY, b VARCHAR(9), c VARCHAR(9))");
      RowBatch batch = INSERT.batch(handle);
      for (int i = 0; i < rows; i++) {
        batch.bind(0, i).bind(1, i % 2 == 0 ? null : "odd");
        batch.add(10);
      }
      batch.send();

      assertThat(handle.createQuery("SELECT a FROM pairs ORDER BY a").mapTo(Integer.class).list())
          .isEqualTo(IntStream.range(0, rows).boxed().toList());
      assertThat(
              handle
                  .createQuery("SELECT COUNT(*) FROM pairs WHERE b IS NULL")
                  .mapTo(Integer.class)
                  .one())
          .isEqualTo((rows + 1) / 2);
    }
  }

  @Test
  void lists_are_padded_to_a_power_of_two() {
    assertThat(Padding.toPowerOfTwo(List.of(1))).containsExactly(1);
    assertThat(Padding.toPowerOfTwo(List.of(1, 2))).containsExactly(1, 2);
    assertThat(Padding.toPowerOfTwo(List.of(1, 2, 3))).containsExactly(1, 2, 3, 3);
    assertThat(Padding.toPowerOfTwo(List.of(1, 2, 3, 4, 5))).hasSize(8);
  }
}

package org.smartrouting.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TransactionsTest {
  private final ConnectionException deadlock = failure("40001", 1213);

  private final Transactions transactions =
      new Transactions(Jdbi.create("jdbc:h2:mem:transactions", "sa", ""));
  private final AtomicInteger runs = new AtomicInteger();

  private static ConnectionException failure(String state, int code) {
    return new ConnectionException(new SQLException("reason", state, code));
  }

  private int failing(int times, ConnectionException failure) {
    return transactions.write(
        "test",
        handle -> {
          if (runs.incrementAndGet() <= times) {
            throw failure;
          }
          return runs.get();
        });
  }

  @Test
  void a_transaction_that_lost_a_race_is_run_again() {
    assertThat(failing(4, deadlock)).isEqualTo(5);
  }

  @Test
  void after_five_runs_it_is_given_up() {
    assertThatThrownBy(() -> failing(5, deadlock))
        .isInstanceOf(StoreUnavailableException.class)
        .hasCause(deadlock);
    assertThat(runs).hasValue(5);
  }

  @ParameterizedTest
  @CsvSource({
    "08S01, 0, StoreUnavailableException",
    "HY000, 1290, StoreUnavailableException",
    "23000, 1062, IllegalStateException",
    "42S02, 1146, IllegalStateException"
  })
  void anything_else_is_not_repeated(String state, int code, String thrown) {
    assertThatThrownBy(() -> failing(1, failure(state, code)))
        .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(thrown));
    assertThat(runs).hasValue(1);
  }
}

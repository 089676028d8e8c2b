package org.smartrouting.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatabaseTest {
  private static DatabaseConfig at(String url) {
    return DatabaseConfig.defaults().at(url, "user", "secret");
  }

  @Test
  void options_that_the_url_does_not_name_are_added() {
    assertThat(JdbcUrl.complete(at("jdbc:h2:./data/router;write_delay=20")))
        .startsWith("jdbc:h2:./data/router;write_delay=20;MODE=MySQL;")
        .doesNotContain("WRITE_DELAY=0");
    assertThat(JdbcUrl.complete(at("jdbc:mysql://db/router")))
        .contains("/router?connectionTimeZone=UTC&")
        .contains("&connectTimeout=5000&socketTimeout=10000&");
    assertThat(JdbcUrl.complete(at("jdbc:mysql://db/router?socketTimeout=7&sslMode=REQUIRED")))
        .contains("?socketTimeout=7&sslMode=REQUIRED&connectionTimeZone=UTC")
        .doesNotContain("socketTimeout=10000");
  }

  @Test
  void migrations_may_take_longer_than_an_answer() {
    assertThat(JdbcUrl.completeForMigrations(at("jdbc:mysql://db/router")))
        .contains("&socketTimeout=0");
  }

  @Test
  void another_product_is_refused_without_telling_the_password() {
    assertThatThrownBy(() -> Database.open(at("jdbc:mariadb://db/r?password=secret")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jdbc:mysql:")
        .hasMessageNotContaining("secret");
    assertThat(at("jdbc:mysql://db/r?password=secret").toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "MySQL, 8.0.31, MySQL 8.0.31",
    "MySQL, 9.1.0-commercial, MySQL 9.1.0-commercial",
    "MySQL, 5.5.5-10.6.12-MariaDB-log, MariaDB 5.5.5-10.6.12-MariaDB-log",
    "MySQL, 11.4.5-MariaDB, MariaDB 11.4.5-MariaDB",
    "H2, 2.5.252 (2026-01-01), H2 2.5.252 (2026-01-01)"
  })
  void supported_products_are_recognised(String name, String version, String shown) {
    assertThat(DatabaseProduct.of(name, version)).hasToString(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "MySQL, 5.7.44",
    "MySQL, 5.5.5-10.5.9-MariaDB",
    "H2, 1.4.200",
    "PostgreSQL, 17.2",
    "MySQL, strange"
  })
  void other_products_and_versions_are_refused(String name, String version) {
    assertThatThrownBy(() -> DatabaseProduct.of(name, version))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(version)
        .hasMessageContaining("MySQL 8.0");
  }

  @Test
  void settings_that_can_lose_commits_are_warned_of() {
    assertThat(new DurabilitySettings(1, true, 1).warnings()).isEmpty();
    assertThat(new DurabilitySettings(1, false, 0).warnings()).isEmpty();
    assertThat(new DurabilitySettings(2, true, 1000).warnings())
        .hasSize(2)
        .anyMatch(warning -> warning.startsWith("innodb_flush_log_at_trx_commit is 2"))
        .anyMatch(warning -> warning.startsWith("sync_binlog is 1000"));
  }

  @Test
  void an_unreachable_database_is_told_at_the_start() {
    assertThatThrownBy(() -> Database.open(at("jdbc:mysql://127.0.0.1:1/router")))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @ParameterizedTest
  @CsvSource({"40001, 1213, true, true", "HY000, 1205, true, false", "08S01, 0, false, false"})
  void only_what_certainly_had_no_effect_is_repeated(
      String state, int code, boolean before, boolean atCommit) {
    SQLException failure = new SQLException("reason", state, code);

    assertThat(SqlFailure.isRepeatable(failure)).isEqualTo(before);
    assertThat(SqlFailure.isRolledBack(failure)).isEqualTo(atCommit);
  }
}

package org.smartrouting.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smartrouting.core.store.testing.DatabaseKind;
import org.smartrouting.core.store.testing.TestDatabase;
import org.smartrouting.core.store.testing.TestDatabaseExtension;

/** That H2 reads no more rows than it returns: it says how many it read. */
final class H2PlanTest {
  @RegisterExtension
  static final TestDatabaseExtension DATABASE = TestDatabaseExtension.schema(DatabaseKind.H2);

  private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

  @Test
  void no_query_reads_more_rows_than_it_was_asked_for() throws SQLException {
    TestDatabase schema = DATABASE.database();
    DatabaseConfig config =
        DatabaseConfig.defaults().at(schema.jdbcUrl(), schema.user(), schema.password());
    try (Database database = Database.open(config)) {
      long epoch = database.shards().acquire(PlanContract.SHARD, "test");
      for (int part = 0; part < 10; part++) {
        database.shards().commit(PlanContract.SHARD, epoch, PlanContract.part(part));
      }
    }
    try (Connection connection = schema.connect()) {
      Map<String, List<Object>> calls = new LinkedHashMap<>(PlanContract.calls());
      calls.putAll(PlanContract.filters());
      for (Map.Entry<String, List<Object>> call : calls.entrySet()) {
        if (isQueryOnH2(call.getKey())) {
          assertThat(scanned(connection, call.getKey(), call.getValue()))
              .as(call.getKey())
              .isLessThanOrEqualTo(PlanContract.MOST);
        }
      }
      assertThat(scanned(connection, "SELECT detail FROM task WHERE attempt = ?", List.of(1)))
          .isGreaterThan(4_999);
    }
  }

  private static boolean isQueryOnH2(String sql) {
    return sql.startsWith("SELECT")
        && !sql.equals(DurabilitySettings.SELECT)
        && !sql.equals(TaskLookup.BY_IDS)
        && !sql.equals(PlanTable.BY_IDS)
        && !sql.equals(StatusUpsert.COUNT);
  }

  private static int scanned(Connection connection, String sql, List<Object> arguments)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("EXPLAIN ANALYZE " + PlanContract.positional(sql))) {
      for (int i = 0; i < arguments.size(); i++) {
        statement.setObject(i + 1, arguments.get(i));
      }
      try (ResultSet plan = statement.executeQuery()) {
        plan.next();
        Matcher count = SCANNED.matcher(plan.getString(1));
        return count.find() ? Integer.parseInt(count.group(1)) : 0;
      }
    }
  }
}

package org.smartrouting.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.score.Performance;
import org.smartrouting.core.specialist.Specialist;
import org.smartrouting.core.store.testing.TestDatabase;
import org.smartrouting.core.store.testing.TestDatabaseExtension;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/** That a server answers every statement from an index, in its order; one subclass per kind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PlanContract {
  static final int SHARD = 0;
  private static final Pattern READS = Pattern.compile("(?s)\\s*(SELECT|UPDATE|DELETE)\\b.*");

  /** Most rows that a call asks for, and what it takes to find the first and to see the end. */
  static final int MOST = 510;

  /** The second one was removed. */
  private static final List<SessionId> SESSIONS =
      List.of(PlanSamples.session(SHARD, 1), PlanSamples.session(SHARD, 2));

  private final TestDatabaseExtension extension;
  private TestDatabase schema;

  PlanContract(TestDatabaseExtension extension) {
    this.extension = extension;
  }

  @BeforeAll
  void fill() throws SQLException {
    schema = extension.database().freshSchema();
    DatabaseConfig config =
        DatabaseConfig.defaults().at(schema.jdbcUrl(), schema.user(), schema.password());
    try (Database database = Database.open(config)) {
      long epoch = database.shards().acquire(SHARD, "test");
      for (int part = 0; part < 10; part++) {
        database.shards().commit(SHARD, epoch, part(part));
      }
    }
    try (Connection connection = schema.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "ANALYZE TABLE task, specialist, specialist_score, pool, shard, plan_task, session");
    }
  }

  @AfterAll
  void drop() {
    schema.close();
  }

  static JournalBatch part(int part) {
    Batch batch = new Batch();
    batch.session(PlanSamples.row(PlanSamples.session(SHARD, 100 + part), false));
    batch.session(PlanSamples.row(SESSIONS.get(0), false));
    batch.session(PlanSamples.row(SESSIONS.get(1), true));
    TaskState[] states = TaskState.values();
    for (int i = 0; i < 500; i++) {
      int number = part * 500 + i;
      Task task =
          Samples.with(
              Samples.plain(Samples.id(SHARD, number * 0x9E37_79B9_7F4A_7C15L), number),
              Samples.status(states[number % states.length], number));
      batch.made(planned(Samples.inPool(task, pool(number), number), number));
    }
    for (int i = 0; i < 40; i++) {
      Specialist specialist = Samples.specialist("specialist-" + (part * 40 + i));
      batch.specialist(specialist);
      for (String type : List.of("a", "b", "c")) {
        batch.performance(new PerformanceWrite(specialist.key(), type, Performance.NONE));
      }
    }
    for (int i = 0; i < 20; i++) {
      batch.pool(Samples.pool(pool(part * 20 + i)));
    }
    return batch.build();
  }

  private static Task planned(Task task, int number) {
    TaskId parent = number % 50 == 0 ? null : Samples.id(SHARD, number / 50);
    return PlanSamples.planned(task, SESSIONS.get(number % SESSIONS.size()), parent, number);
  }

  private static PoolKey pool(int number) {
    return new PoolKey("tenant-" + number % 3, "pool-" + number % 7);
  }

  /** Every statement with arguments of a usual call. */
  static Map<String, List<Object>> calls() {
    byte[] id = Samples.id(SHARD, 0x9E37_79B9_7F4A_7C15L).toBytes();
    byte[] other = new TaskId(SHARD, 77).toBytes();
    List<Object> specialist = List.of(SHARD, "tenant", "pool", "specialist-5");
    List<Object> page =
        List.of(SHARD, "tenant-1", "pool-1", "QUEUED", Long.MAX_VALUE, Long.MAX_VALUE, id, 101);
    Map<String, List<Object>> calls = new LinkedHashMap<>();
    calls.put(ShardTable.LOCK_EPOCH, List.of(SHARD));
    calls.put(ShardTable.EPOCH_AND_SEQ, List.of(SHARD));
    calls.put(ShardTable.TAKE_OVER, List.of("owner", SHARD));
    calls.put(ShardTable.SET_CHANGE_SEQ, List.of(1, SHARD));
    calls.put(ShardTable.COUNT, List.of());
    calls.put(JdbiShardStore.PROBE, List.of());
    calls.put(DurabilitySettings.SELECT, List.of());
    calls.put(PoolTable.SELECT, List.of(SHARD));
    calls.put(PoolTable.DELETE, List.of(SHARD, "tenant-1", "pool-1"));
    calls.put(SpecialistTable.SELECT, List.of(SHARD));
    calls.put(SpecialistTable.DELETE, specialist);
    calls.put(PerformanceTable.SELECT, specialist);
    calls.put(PerformanceTable.DELETE, specialist);
    calls.put(StatusUpdate.UPDATE, status(List.of(SHARD, id)));
    calls.put(StatusUpdate.UPDATE_WITH_SPEC, status(List.of("{}", SHARD, id)));
    calls.put(StatusUpsert.COUNT, List.of(SHARD, id, other));
    calls.put(TaskTable.DELETE, List.of(SHARD, id));
    calls.put(TaskTable.FIND_EXPIRED, List.of(SHARD, SHARD, 5_001, 500));
    calls.put(LiveTasks.SELECT, List.of(SHARD, id, LiveTasks.PAGE_ROWS));
    calls.put(TaskLookup.BY_KEYS, List.of(SHARD, id, SHARD, other));
    calls.put(TaskLookup.BY_IDS, List.of(SHARD, id, other));
    calls.put(JdbiTaskReader.LIST_BASIC, page);
    calls.put(JdbiTaskReader.LIST_FULL, page);
    calls.put(JdbiTaskReader.CHANGES_BASIC, List.of(SHARD, "tenant-1", "pool-1", 2_000, 101));
    calls.put(JdbiTaskReader.CHANGES_FULL, List.of(SHARD, "tenant-1", "pool-1", 2_000, 101));
    planCalls(calls, id, other);
    return calls;
  }

  private static void planCalls(Map<String, List<Object>> calls, byte[] id, byte[] other) {
    calls.put(PlanTable.UPDATE, List.of("PENDING", "{}", SHARD, id));
    calls.put(PlanTable.DELETE, List.of(SHARD, id));
    calls.put(PlanTable.BY_KEYS, List.of(SHARD, id, SHARD, other));
    calls.put(PlanTable.BY_IDS, List.of(SHARD, id, other));
    calls.put(SessionTable.SELECT, List.of(SHARD));
    calls.put(SessionTable.REMOVED, List.of(SHARD));
    calls.put(SessionTable.TASKS, List.of(SHARD, SESSIONS.get(1).toBytes(), 500));
    calls.put(SessionTable.DELETE, List.of(SHARD, SESSIONS.get(1).toBytes()));
    calls.put(ArtifactTable.SELECT, List.of(SHARD, id, "x", 1));
    calls.put(ArtifactTable.DELETE, List.of(SHARD, id));
  }

  /** The statements that are made for filters, with their arguments. */
  static Map<String, List<Object>> filters() {
    PlanReader.Filter all = PlanReader.Filter.of(SESSIONS.get(0), Set.of());
    Map<String, List<Object>> calls = new LinkedHashMap<>();
    for (PlanStatus status : new PlanStatus[] {null, PlanStatus.PENDING}) {
      for (PlanReader.Filter filter : List.of(all, all.partsOf(Samples.id(SHARD, 7)))) {
        PlanQuery query = PlanQuery.of(SHARD, filter, status);
        List<Object> page = new ArrayList<>(query.values());
        page.addAll(List.of(100, 101));
        calls.put(query.list(), page);
      }
    }
    return calls;
  }

  private static List<Object> status(List<Object> rest) {
    List<Object> arguments = new ArrayList<>();
    arguments.addAll(List.of("RUNNING", 1, 1, 0, 1, "specialist-5", new byte[16]));
    arguments.addAll(List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, "{}", new byte[0]));
    arguments.addAll(rest);
    return arguments;
  }

  @Test
  void every_statement_of_the_package_is_looked_at() {
    Set<String> statements = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.smartrouting.core.store")) {
      for (JavaField field : type.getFields()) {
        constant(field.reflect())
            .filter(text -> READS.matcher(text).matches())
            .ifPresent(statements::add);
      }
    }

    assertThat(calls().keySet()).containsExactlyInAnyOrderElementsOf(statements);
  }

  private static Optional<String> constant(Field field) {
    if (field.getType() != String.class
        || !Modifier.isStatic(field.getModifiers())
        || Modifier.isPrivate(field.getModifiers())) {
      return Optional.empty();
    }
    try {
      field.setAccessible(true);
      return Optional.ofNullable((String) field.get(null));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void no_statement_scans_a_table_or_sorts() throws SQLException {
    List<String> bad = new ArrayList<>();
    try (Connection connection = schema.connect()) {
      Map<String, List<Object>> calls = new LinkedHashMap<>(calls());
      calls.putAll(filters());
      for (Map.Entry<String, List<Object>> call : calls.entrySet()) {
        for (String step : plan(connection, call.getKey(), call.getValue())) {
          if (step.matches("(?i).*(type=ALL|type=index,|filesort|temporary).*")) {
            bad.add(step + " in " + call.getKey());
          }
        }
      }
    }

    assertThat(bad).isEmpty();
  }

  @Test
  void no_query_reads_more_rows_than_it_was_asked_for() throws SQLException {
    try (Connection connection = schema.connect()) {
      Map<String, List<Object>> calls = new LinkedHashMap<>(calls());
      calls.putAll(filters());
      calls.remove(TaskLookup.BY_KEYS);
      calls.remove(PlanTable.BY_KEYS);
      for (Map.Entry<String, List<Object>> call : calls.entrySet()) {
        if (call.getKey().startsWith("SELECT")) {
          assertThat(rowsRead(connection, call.getKey(), call.getValue()))
              .as(call.getKey())
              .isLessThanOrEqualTo(MOST);
        }
      }
      assertThat(rowsRead(connection, "SELECT spec FROM task WHERE attempt = ?", List.of(1)))
          .isGreaterThan(4_999);
    }
  }

  /** Runs a query and asks the server how many rows it touched in tables and indexes. */
  private static long rowsRead(Connection connection, String sql, List<Object> arguments)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("FLUSH STATUS");
      try (PreparedStatement query = connection.prepareStatement(positional(sql))) {
        for (int i = 0; i < arguments.size(); i++) {
          query.setObject(i + 1, arguments.get(i));
        }
        query.executeQuery().close();
      }
      long reads = 0;
      try (ResultSet counter = statement.executeQuery("SHOW STATUS LIKE 'Handler_read%'")) {
        while (counter.next()) {
          reads += counter.getLong(2);
        }
      }
      return reads;
    }
  }

  @Test
  void a_statement_that_scans_and_sorts_is_recognised() throws SQLException {
    try (Connection connection = schema.connect()) {
      List<String> plan =
          plan(connection, "SELECT spec FROM task WHERE attempt = ? ORDER BY spec", List.of(1));

      assertThat(plan).singleElement().asString().contains("type=ALL").contains("filesort");
    }
  }

  /** The statement as the driver gets it, for two ids. */
  static String positional(String sql) {
    return sql.replace(":shard", "?").replace("<ids>", "?, ?").replace("<keys>", "(?, ?), (?, ?)");
  }

  private static List<String> plan(Connection connection, String sql, List<Object> arguments)
      throws SQLException {
    List<String> steps = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement("EXPLAIN " + positional(sql))) {
      for (int i = 0; i < arguments.size(); i++) {
        statement.setObject(i + 1, arguments.get(i));
      }
      try (ResultSet step = statement.executeQuery()) {
        while (step.next()) {
          steps.add(
              "type="
                  + step.getString("type")
                  + ", key="
                  + step.getString("key")
                  + ", extra="
                  + step.getString("Extra"));
        }
      }
    }
    return steps;
  }
}

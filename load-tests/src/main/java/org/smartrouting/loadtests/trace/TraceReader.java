package org.smartrouting.loadtests.trace;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.task.Priority;

/**
 * Reads a trace task by task: a CSV file with the columns {@code arrival_s, task_type, skills,
 * priority, service_s, tenant, deadline_s, payload_bytes}, of which arrival_s and service_s are
 * required, in the order of the arrivals. Not thread-safe.
 */
public final class TraceReader implements Closeable {
  static final String ARRIVAL = "arrival_s";
  static final String TYPE = "task_type";
  static final String SKILLS = "skills";
  static final String PRIORITY = "priority";
  static final String SERVICE = "service_s";
  static final String TENANT = "tenant";
  static final String DEADLINE = "deadline_s";
  static final String PAYLOAD = "payload_bytes";

  /** What the router takes at most. */
  static final int MAX_PAYLOAD_BYTES = 1 << 20;

  private final CsvTable table;
  // A trace has few different values in these columns; one object for each saves memory and time.
  private final Map<String, SkillLevels> skills = new HashMap<>();
  private final Map<String, String> words = new HashMap<>();
  private long lastArrivalMicros;

  private TraceReader(CsvTable table) {
    this.table = table;
  }

  /**
   * Opens a trace.
   *
   * @throws MalformedFileException if its header is wrong
   */
  public static TraceReader open(Path file) throws IOException {
    return new TraceReader(
        CsvTable.open(
            file,
            List.of(ARRIVAL, SERVICE),
            List.of(TYPE, SKILLS, PRIORITY, TENANT, DEADLINE, PAYLOAD)));
  }

  /**
   * Reads a whole trace.
   *
   * @throws MalformedFileException if it is not a trace
   */
  public static List<TraceTask> readAll(Path file) throws IOException {
    List<TraceTask> tasks = new ArrayList<>();
    try (TraceReader reader = open(file)) {
      for (TraceTask task = reader.next(); task != null; task = reader.next()) {
        tasks.add(task);
      }
    }
    return tasks;
  }

  /**
   * The next task, or null after the last.
   *
   * @throws MalformedFileException if the next row is not a task
   */
  public @Nullable TraceTask next() throws IOException {
    CsvRow row = table.next();
    if (row == null) {
      return null;
    }
    long arrivalMicros = row.micros(ARRIVAL);
    if (arrivalMicros < lastArrivalMicros) {
      throw row.wrong(ARRIVAL, "comes before the task of the row above");
    }
    lastArrivalMicros = arrivalMicros;
    return new TraceTask(
        arrivalMicros,
        word(row.text(TYPE, TraceTask.DEFAULT_TYPE)),
        row.read(SKILLS, text -> skills.computeIfAbsent(text, SkillLevels::parse)),
        row.read(PRIORITY, TraceReader::priority),
        row.micros(SERVICE),
        word(row.text(TENANT)),
        row.micros(DEADLINE, TraceTask.NO_DEADLINE),
        row.whole(PAYLOAD, 0, 0, MAX_PAYLOAD_BYTES));
  }

  @Override
  public void close() throws IOException {
    table.close();
  }

  private String word(String text) {
    return words.computeIfAbsent(text, same -> same);
  }

  private static Priority priority(String text) {
    if (text.isEmpty()) {
      return Priority.NORMAL;
    }
    return Arrays.stream(Priority.values())
        .filter(priority -> priority.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of " + Arrays.toString(Priority.values()) + ", not " + text));
  }
}

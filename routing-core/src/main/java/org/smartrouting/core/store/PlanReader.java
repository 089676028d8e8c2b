package org.smartrouting.core.store;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.orchestration.Complexity;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.orchestration.SpecialistType;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;

/**
 * Reads committed tasks of sessions, and what they stored. Every method blocks on the database and
 * throws {@link StoreUnavailableException} when it cannot be reached. Safe for use by many threads.
 */
public interface PlanReader {
  /**
   * Which tasks of a session; an empty set means any.
   *
   * @param session the session
   * @param statuses in one of these statuses
   * @param taskTypes of one of these types
   * @param specialistTypes for one of these roles
   * @param complexities of one of these complexities
   * @param parent parts of this task; null for any
   * @param text contained in title or description, whatever the case; empty for any
   * @param fromMicros planned at this time or later
   * @param untilMicros planned before this time
   */
  record Filter(
      SessionId session,
      Set<PlanStatus> statuses,
      Set<String> taskTypes,
      Set<SpecialistType> specialistTypes,
      Set<Complexity> complexities,
      @Nullable TaskId parent,
      String text,
      long fromMicros,
      long untilMicros) {
    /** Copies the sets. */
    public Filter {
      statuses = Set.copyOf(statuses);
      taskTypes = Set.copyOf(taskTypes);
      specialistTypes = Set.copyOf(specialistTypes);
      complexities = Set.copyOf(complexities);
    }

    /** Any task of a session in one of some statuses, which may be none for any. */
    public static Filter of(SessionId session, Set<PlanStatus> statuses) {
      return new Filter(
          session, statuses, Set.of(), Set.of(), Set.of(), null, "", 0, Long.MAX_VALUE);
    }

    /** The same among the parts of a task. */
    public Filter partsOf(TaskId task) {
      return new Filter(
          session,
          statuses,
          taskTypes,
          specialistTypes,
          complexities,
          task,
          text,
          fromMicros,
          untilMicros);
    }
  }

  /**
   * Lists tasks in the order in which they were planned.
   *
   * @param after only those with a greater number in the session
   * @param limit most tasks to return, 1..501
   */
  List<Task> list(Filter filter, long after, int limit);

  /** Counts the tasks that fit. */
  long count(Filter filter);

  /** The content of one version of an artifact; null when there is none. */
  @Nullable Bytes artifact(TaskId task, String name, int version);
}

package org.smartrouting.core.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;

/**
 * What was read from the store for a command.
 *
 * @param read the ids that were looked for
 * @param found those that were found
 */
public record Stored(Set<TaskId> read, Map<TaskId, Task> found) {
  /** Nothing was looked for. */
  public static final Stored NOTHING = new Stored(Set.of(), Map.of());

  /** Copies both. */
  public Stored {
    read = Set.copyOf(read);
    found = Map.copyOf(found);
  }

  /** The same as if some had not been found. */
  Stored without(Set<TaskId> ids) {
    if (ids.isEmpty() || found.isEmpty()) {
      return this;
    }
    Map<TaskId, Task> rest = new HashMap<>(found);
    rest.keySet().removeAll(ids);
    return new Stored(read, rest);
  }

  /** Whether an id was looked for. */
  boolean covers(TaskId id) {
    return read.contains(id);
  }

  /** The task with this id, or null when it was not found. */
  @Nullable Task get(TaskId id) {
    return found.get(id);
  }
}

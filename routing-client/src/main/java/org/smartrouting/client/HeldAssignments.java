package org.smartrouting.client;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.smartrouting.v1.AssignmentReference;

/** The assignments that a session holds, by token. Not thread-safe: its owner guards it. */
final class HeldAssignments {
  private final Map<ByteString, HeldAssignment> byToken = new LinkedHashMap<>();
  private final Map<String, ByteString> newestOfTask = new HashMap<>();

  boolean isEmpty() {
    return byToken.isEmpty();
  }

  boolean has(ByteString token) {
    return byToken.containsKey(token);
  }

  @Nullable HeldAssignment get(ByteString token) {
    return byToken.get(token);
  }

  void add(TaskExecution execution) {
    byToken.put(execution.token(), new HeldAssignment(execution));
    newestOfTask.put(execution.reference().getTaskId(), execution.token());
  }

  /** Removes one without stopping it. */
  @Nullable HeldAssignment remove(ByteString token) {
    HeldAssignment removed = byToken.remove(token);
    if (removed != null) {
      newestOfTask.remove(removed.execution().reference().getTaskId(), token);
    }
    return removed;
  }

  /** What they are called by, the oldest first. */
  List<AssignmentReference> references() {
    return byToken.values().stream().map(each -> each.execution().reference()).toList();
  }

  /** Removes and stops one. */
  void drop(ByteString token) {
    HeldAssignment dropped = remove(token);
    if (dropped != null) {
      dropped.execution().cancel();
    }
  }

  /** The tokens that are not among the given ones. */
  List<ByteString> tokensBut(Set<ByteString> kept) {
    return byToken.keySet().stream().filter(token -> !kept.contains(token)).toList();
  }

  /** The assignment that is held of a task; null when there is none. */
  @Nullable ByteString tokenOf(String taskId) {
    return newestOfTask.get(taskId);
  }

  /** Those whose handler has not been started. */
  List<TaskExecution> unbegun() {
    return byToken.values().stream()
        .filter(each -> !each.begun())
        .map(HeldAssignment::execution)
        .toList();
  }
}

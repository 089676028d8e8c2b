package org.smartrouting.client;

import com.google.protobuf.ByteString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.smartrouting.v1.AssignmentReference;

/** The assignments that a session holds, by token. Not thread-safe: its owner guards it. */
final class HeldAssignments {
  private final Map<ByteString, HeldAssignment> byToken = new LinkedHashMap<>();

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
  }

  void remove(ByteString token) {
    byToken.remove(token);
  }

  /** What they are called by, the oldest first. */
  List<AssignmentReference> references() {
    return byToken.values().stream().map(each -> each.execution().reference()).toList();
  }

  /** Removes and stops one. */
  void drop(ByteString token) {
    HeldAssignment dropped = byToken.remove(token);
    if (dropped != null) {
      dropped.execution().cancel();
    }
  }

  /** The tokens that are not among the given ones. */
  List<ByteString> tokensBut(Set<ByteString> kept) {
    return byToken.keySet().stream().filter(token -> !kept.contains(token)).toList();
  }

  /** The tokens of a task, of which only the newest can be good. */
  List<ByteString> tokensOf(String taskId) {
    return references().stream()
        .filter(each -> each.getTaskId().equals(taskId))
        .map(AssignmentReference::getAssignmentToken)
        .toList();
  }

  /** Those whose handler has not been started. */
  List<TaskExecution> unbegun() {
    return byToken.values().stream()
        .filter(each -> !each.begun())
        .map(HeldAssignment::execution)
        .toList();
  }
}

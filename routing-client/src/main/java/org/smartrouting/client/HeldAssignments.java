package org.smartrouting.client;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.smartrouting.v1.AssignmentReference;

/** The assignments that a session holds, by token. Not thread-safe: its owner guards it. */
final class HeldAssignments {
  private final Map<ByteString, HeldAssignment> byToken = new LinkedHashMap<>();
  private final Map<ByteString, AssignmentReference> stopping = new LinkedHashMap<>();
  private final Map<String, AssignmentReference> newestOfTask = new HashMap<>();
  private int slots = 1;

  /** So many can be worked on at a time, as the router says. */
  void slots(int value) {
    slots = Math.max(1, value);
  }

  boolean isEmpty() {
    return byToken.isEmpty();
  }

  boolean has(ByteString token) {
    return byToken.containsKey(token);
  }

  @Nullable HeldAssignment get(ByteString token) {
    return byToken.get(token);
  }

  void add(TaskExecution execution, boolean ahead) {
    byToken.put(execution.token(), new HeldAssignment(execution, ahead));
    newestOfTask.put(execution.reference().getTaskId(), execution.reference());
  }

  /** Gives a slot to the oldest that waits for one, if any is free; null when none does or is. */
  @Nullable TaskExecution seatNext() {
    long taken =
        stopping.size() + byToken.values().stream().filter(HeldAssignment::takesSlot).count();
    for (HeldAssignment each : byToken.values()) {
      if (each.isAhead() && taken < slots) {
        each.seat();
        return each.execution();
      }
    }
    return null;
  }

  /** Removes one without stopping it. */
  @Nullable HeldAssignment remove(ByteString token) {
    HeldAssignment removed = byToken.remove(token);
    if (removed != null) {
      AssignmentReference reference = removed.execution().reference();
      newestOfTask.remove(reference.getTaskId(), reference);
    }
    return removed;
  }

  /** What they are called by, the oldest first, and after them those whose work is to stop. */
  List<AssignmentReference> references() {
    Stream<AssignmentReference> good =
        byToken.values().stream().map(each -> each.execution().reference());
    return Stream.concat(good, stopping.values().stream()).toList();
  }

  /** Removes and stops one. Returns whether nobody is at work on it; false if it was not here. */
  boolean drop(ByteString token) {
    HeldAssignment dropped = remove(token);
    if (dropped == null) {
      return false;
    }
    if (dropped.isAtWork()) {
      stopping.put(token, dropped.execution().reference());
    }
    dropped.execution().cancel();
    return !dropped.isAtWork();
  }

  /** The work on one that was dropped has ended; returns whether it was one. */
  boolean stopped(ByteString token) {
    return stopping.remove(token) != null;
  }

  /** Those that are not among the given ones. */
  List<AssignmentReference> but(List<AssignmentReference> given) {
    Set<ByteString> kept =
        given.stream().map(AssignmentReference::getAssignmentToken).collect(Collectors.toSet());
    return byToken.values().stream()
        .map(each -> each.execution().reference())
        .filter(each -> !kept.contains(each.getAssignmentToken()))
        .toList();
  }

  /** The assignment that is held of a task; null when there is none. */
  @Nullable AssignmentReference ofTask(String taskId) {
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

package org.smartrouting.core.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.smartrouting.core.orchestration.ChildCounts;
import org.smartrouting.core.orchestration.CompletionPolicy;
import org.smartrouting.core.orchestration.DependencyPolicy;
import org.smartrouting.core.store.TaskWrite;
import org.smartrouting.core.task.TaskState;

/**
 * What follows from the end of a task: those that waited for it go on, are blocked or cancelled,
 * and its parent may be done. One after the other, so that a chain of any length needs no stack.
 */
final class Followers {
  private final Transitions transitions;
  private final Deque<LiveTask> ended = new ArrayDeque<>();
  private boolean busy;

  Followers(Transitions transitions) {
    this.transitions = transitions;
  }

  /** A task has come into its final state. */
  void ended(LiveTask task, long nowMicros) {
    ended.add(task);
    if (busy) {
      return;
    }
    busy = true;
    try {
      while (!ended.isEmpty()) {
        LiveTask next = ended.remove();
        List<LiveTask> dependents = List.copyOf(next.dependents);
        next.dependents = Set.of();
        dependents.forEach(dependent -> dependencyEnded(dependent, next, nowMicros));
        partEnded(next, nowMicros);
      }
    } finally {
      busy = false;
    }
  }

  /** What a failed dependency means for a task. */
  static DependencyPolicy policy(LiveTask task) {
    return task.plan == null ? DependencyPolicy.BLOCK : task.plan.spec.dependencyPolicy();
  }

  private void dependencyEnded(LiveTask dependent, LiveTask dependency, long nowMicros) {
    if (dependent.state.isFinal() || !dependent.openDependencies.contains(dependency.id)) {
      return;
    }
    boolean goesOn =
        dependency.state == TaskState.SUCCEEDED
            || policy(dependent) == DependencyPolicy.IGNORE
            || isWaived(dependent, dependency);
    if (goesOn) {
      dependent.openDependencies.remove(dependency.id);
      if (dependent.state == TaskState.PENDING) {
        transitions.goOn(dependent, nowMicros);
      } else {
        transitions.touch(dependent, TaskWrite.Extent.STATUS);
      }
    } else if (dependent.state == TaskState.PENDING) {
      String reason = "dependency " + dependency.id + " is " + dependency.state;
      if (policy(dependent) == DependencyPolicy.CANCEL) {
        transitions.finish(dependent, TaskState.CANCELLED, reason, nowMicros);
      } else {
        transitions.block(dependent, reason);
      }
    }
  }

  private static boolean isWaived(LiveTask dependent, LiveTask dependency) {
    return dependent.plan != null && dependent.plan.state.waives(dependency.id);
  }

  private void partEnded(LiveTask part, long nowMicros) {
    LiveTask parent = part.plan == null ? null : part.plan.parent;
    if (parent == null || parent.plan == null || parent.state.isFinal()) {
      return;
    }
    ChildCounts parts = parent.plan.state.children();
    boolean allDone = parts.completed() == parts.total();
    boolean isFree = parent.state == TaskState.PENDING && parent.openDependencies.isEmpty();
    boolean byItself = parent.plan.spec.completionPolicy() == CompletionPolicy.AUTO;
    if (allDone && isFree && byItself) {
      parent.progress = 1;
      transitions.finish(parent, TaskState.SUCCEEDED, "all its parts are done", nowMicros);
    } else {
      transitions.touch(parent, TaskWrite.Extent.STATUS);
    }
  }
}

package org.smartrouting.core.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.smartrouting.core.task.TaskId;

/**
 * The questions about stored tasks that are under way. A task that is made, or deleted, while
 * somebody reads its row makes the answer worthless; it is remembered here, and the question is
 * asked again. So a request that comes twice at the same moment makes one task. A row whose
 * deletion is not committed yet can still be read; it is left out of the answers until it is gone.
 */
final class Lookups {
  private static final class Question {
    private int askers;
    private boolean stale;
  }

  private final Map<TaskId, Question> questions = new HashMap<>();
  private final Set<TaskId> deleted = new HashSet<>();

  void asked(Set<TaskId> ids) {
    for (TaskId id : ids) {
      questions.computeIfAbsent(id, unused -> new Question()).askers++;
    }
  }

  /** The answer to a question came; returns it if it can be used, otherwise as if never asked. */
  Stored answered(Stored stored) {
    return settle(stored.read()) ? stored.without(deleted) : Stored.NOTHING;
  }

  /** The row of this task is to be deleted. */
  void deleted(TaskId id) {
    deleted.add(id);
    outdated(id);
  }

  /** The row of this task is now what the engine has made it, or gone. */
  void committed(TaskId id) {
    deleted.remove(id);
    outdated(id);
  }

  /** Forgets a question; returns whether its answer would have been of use. */
  boolean settle(Set<TaskId> ids) {
    boolean usable = true;
    for (TaskId id : ids) {
      Question question = questions.get(id);
      if (question == null) {
        throw new IllegalStateException("nobody asked for " + id);
      }
      usable &= !question.stale;
      if (--question.askers == 0) {
        questions.remove(id);
      }
    }
    return usable;
  }

  /** The row of this task is not what it was. */
  void outdated(TaskId id) {
    Question question = questions.get(id);
    if (question != null) {
      question.stale = true;
    }
  }
}

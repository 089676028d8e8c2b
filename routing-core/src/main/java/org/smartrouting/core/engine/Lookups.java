package org.smartrouting.core.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.smartrouting.core.task.TaskId;

/**
 * The questions about stored tasks that are under way. A task that is made, or deleted, while
 * somebody reads its row makes the answer worthless; it is remembered here, and the question is
 * asked again. So a request that comes twice at the same moment makes one task.
 */
final class Lookups {
  private static final class Question {
    private int askers;
    private boolean stale;
  }

  private final Map<TaskId, Question> questions = new HashMap<>();

  void asked(Set<TaskId> ids) {
    for (TaskId id : ids) {
      questions.computeIfAbsent(id, unused -> new Question()).askers++;
    }
  }

  /** The answer to a question came; returns it if it can be used, otherwise as if never asked. */
  Stored answered(Stored stored) {
    return settle(stored.read()) ? stored : Stored.NOTHING;
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

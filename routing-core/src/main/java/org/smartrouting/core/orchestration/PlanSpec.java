package org.smartrouting.core.orchestration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.task.TaskId;

/**
 * What a planner says of a task besides what any submitter says. Immutable.
 *
 * @param session the session that owns it
 * @param parent the task of which it is a part; null for none
 * @param sequence its number among the tasks of the session, from 1
 * @param specialistType in which role it is done
 * @param complexity how hard it is
 * @param brief what has to be known to do it
 * @param dependencyPolicy what happens when a dependency ends without success
 * @param completionPolicy how it is completed when it has parts
 */
public record PlanSpec(
    SessionId session,
    @Nullable TaskId parent,
    long sequence,
    SpecialistType specialistType,
    Complexity complexity,
    Brief brief,
    DependencyPolicy dependencyPolicy,
    CompletionPolicy completionPolicy) {
  /**
   * What has to be known to do a task.
   *
   * @param description all of it, in words
   * @param effort how much work it is, in words; can be empty
   * @param durationMicros how long one attempt is expected to take; 0 when nothing was said
   * @param context a JSON object; empty for none
   * @param instructions what the specialist is told besides; can be empty
   * @param criteria by what the result will be judged
   * @param focusArea which part of the project it is about; can be empty
   */
  public record Brief(
      String description,
      String effort,
      long durationMicros,
      String context,
      String instructions,
      List<String> criteria,
      String focusArea) {
    /** Copies the list. */
    public Brief {
      criteria = List.copyOf(criteria);
    }

    /** About how many bytes it has. */
    public int size() {
      int size = description.length() + context.length() + instructions.length();
      for (String criterion : criteria) {
        size += criterion.length();
      }
      return size;
    }
  }

  /** The same with another number. */
  public PlanSpec numbered(long number) {
    return new PlanSpec(
        session,
        parent,
        number,
        specialistType,
        complexity,
        brief,
        dependencyPolicy,
        completionPolicy);
  }
}

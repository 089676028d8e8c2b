package org.smartrouting.core.engine;

import java.util.List;
import java.util.function.Function;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;

/** What the engine has to say to a connection or a waiting call, by its address. */
public sealed interface Push {
  /** Address it goes to. */
  long address();

  /**
   * Work to do, over a connection.
   *
   * @param address address of the connection
   * @param task the task with its lease
   */
  record Assigned(long address, Task task) implements Push {}

  /**
   * Answer to a call that pulls, which is closed by it.
   *
   * @param address address of the call
   * @param tasks the tasks with their leases; empty when the wait ended
   */
  record Pulled(long address, List<Task> tasks) implements Push {
    /** Copies the list. */
    public Pulled {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * Answer to a call that waits for a choice, which is closed by it.
   *
   * @param address address of the call
   * @param task the task with its lease and decision
   * @param specialist who was chosen
   */
  record Routed(long address, Task task, SpecialistView specialist) implements Push {}

  /**
   * Work to stop, over a connection.
   *
   * @param address address of the connection
   * @param task the task
   * @param token token of the assignment that is void
   * @param reason why, for people
   */
  record Revoked(long address, TaskId task, AssignmentToken token, String reason) implements Push {}

  /**
   * The end of a connection or call.
   *
   * @param address its address
   * @param refusal why
   */
  record Closed(long address, Refusal refusal) implements Push {}

  /** Turns the push into something else, with one function for each case. */
  default <T> T match(
      Function<Assigned, T> assigned,
      Function<Pulled, T> pulled,
      Function<Routed, T> routed,
      Function<Revoked, T> revoked,
      Function<Closed, T> closed) {
    if (this instanceof Assigned it) {
      return assigned.apply(it);
    }
    if (this instanceof Pulled it) {
      return pulled.apply(it);
    }
    if (this instanceof Routed it) {
      return routed.apply(it);
    }
    if (this instanceof Revoked it) {
      return revoked.apply(it);
    }
    return closed.apply((Closed) this);
  }
}

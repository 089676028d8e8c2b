package org.smartrouting.core.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;

/**
 * Commands of those who submit tasks. Each names the tenant it comes from: what belongs to somebody
 * else does not exist for it.
 *
 * @param <R> the answer when it is done
 */
public sealed interface TaskCommand<R> extends Command<R> {
  /**
   * What came of a submit.
   *
   * @param task the task, as it is now
   * @param repeated whether an earlier request made it
   */
  record Submitted(Task task, boolean repeated) {}

  /**
   * Who asks for a task to be made.
   *
   * @param id id of the task: derived from the request id where there is one, else from chance
   * @param pool tenant and pool
   * @param fingerprint digest of the request, {@link RequestFingerprint#NONE} without request id
   */
  record Request(TaskId id, PoolKey pool, RequestFingerprint fingerprint) {
    /** Whether the request can come again. */
    boolean isRepeatable() {
      return !fingerprint.equals(RequestFingerprint.NONE);
    }
  }

  /**
   * Makes a task.
   *
   * @param request who asks
   * @param spec what is asked for
   */
  record Submit(Request request, TaskSpec spec) implements TaskCommand<Submitted> {
    @Override
    public Outcome<Submitted> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.submissions().submit(this, stored, nowMicros);
    }
  }

  /**
   * Makes a task from the spec of a finished one, without its dependencies and its deadline.
   *
   * @param request who asks
   * @param source the finished task
   */
  record Resubmit(Request request, TaskId source) implements TaskCommand<Submitted> {
    @Override
    public Outcome<Submitted> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.submissions().resubmit(this, stored, nowMicros);
    }
  }

  /**
   * Reads a task.
   *
   * @param tenant who asks
   * @param id which task
   */
  record Get(String tenant, TaskId id) implements TaskCommand<Task> {
    @Override
    public Outcome<Task> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.taskDesk().get(this, stored);
    }
  }

  /**
   * Changes a task that is not finished; null leaves a thing as it is.
   *
   * @param tenant who asks
   * @param id which task
   * @param priority new priority
   * @param deadlineMicros new deadline, {@link TaskSpec#NEVER} for none
   * @param labels new labels
   * @param dependencies new dependencies
   * @param expectedVersion version that the change is based on; 0 for any
   */
  record Update(
      String tenant,
      TaskId id,
      @Nullable Priority priority,
      @Nullable Long deadlineMicros,
      @Nullable Map<String, String> labels,
      @Nullable List<TaskId> dependencies,
      long expectedVersion)
      implements TaskCommand<Task> {
    @Override
    public Outcome<Task> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.taskDesk().update(this, stored, nowMicros);
    }
  }

  /**
   * Cancels a task that is not finished.
   *
   * @param tenant who asks
   * @param id which task
   * @param reason why; can be empty
   */
  record Cancel(String tenant, TaskId id, String reason) implements TaskCommand<Task> {
    @Override
    public Outcome<Task> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.taskDesk().cancel(this, stored, nowMicros);
    }
  }

  /**
   * Deletes a finished task. The answer is the task as it was.
   *
   * @param tenant who asks
   * @param id which task
   */
  record Delete(String tenant, TaskId id) implements TaskCommand<Task> {
    @Override
    public Outcome<Task> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.taskDesk().delete(this, stored);
    }
  }
}

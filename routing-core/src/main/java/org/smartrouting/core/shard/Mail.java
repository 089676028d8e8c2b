package org.smartrouting.core.shard;

import java.util.Set;
import org.smartrouting.core.engine.Command;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.Stored;
import org.smartrouting.core.task.TaskId;

/** What lies in the mailbox of a shard. */
sealed interface Mail {
  /** It will not be dealt with. */
  void refuse(Refusal refusal);

  /**
   * A command.
   *
   * @param command what to do
   * @param stored what was read for it
   * @param epoch epoch in which that was asked for; 0 when nothing was read
   * @param reply where the answer goes
   * @param <R> the answer
   */
  record Request<R>(Command<R> command, Stored stored, long epoch, Reply<R> reply) implements Mail {
    @Override
    public void refuse(Refusal refusal) {
      reply.refused(refusal);
    }
  }

  /**
   * The engine's question about stored tasks will not be answered.
   *
   * @param asked the tasks
   * @param epoch epoch in which it was asked
   */
  record Unanswered(Set<TaskId> asked, long epoch) implements Mail {
    @Override
    public void refuse(Refusal refusal) {}
  }

  /** No task is given to anybody from now on. */
  record Pause() implements Mail {
    @Override
    public void refuse(Refusal refusal) {}
  }
}

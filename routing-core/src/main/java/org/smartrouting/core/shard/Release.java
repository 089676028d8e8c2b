package org.smartrouting.core.shard;

import java.util.List;
import org.smartrouting.core.engine.Push;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.task.Task;

/**
 * What becomes visible together, once a batch is committed.
 *
 * @param answers answers to commands, in their order
 * @param pushes what is said to connections, after the answers
 * @param changes tasks as they were committed, for those who watch
 */
record Release(List<Answer<?>> answers, List<Push> pushes, List<Task> changes) {
  /**
   * An answer that waits for the commit.
   *
   * @param reply where it goes
   * @param outcome sends it
   * @param <R> the answer
   */
  record Answer<R>(Reply<R> reply, Runnable outcome) {}

  boolean isEmpty() {
    return answers.isEmpty() && pushes.isEmpty() && changes.isEmpty();
  }

  /** It will not become visible: nobody knows whether it was committed. */
  void refuse(Refusal refusal) {
    answers.forEach(answer -> answer.reply().refused(refusal));
  }
}

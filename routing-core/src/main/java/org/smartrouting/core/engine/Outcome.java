package org.smartrouting.core.engine;

import java.util.Set;
import java.util.function.Function;
import org.smartrouting.core.pool.Durability;
import org.smartrouting.core.task.TaskId;

/**
 * What came of a command.
 *
 * @param <R> the answer when it was done
 */
public sealed interface Outcome<R> {
  /**
   * It was done.
   *
   * @param value the answer
   * @param durability when the answer may be sent
   * @param <R> the answer
   */
  record Done<R>(R value, Durability durability) implements Outcome<R> {}

  /**
   * It was refused and changed nothing.
   *
   * @param refusal why
   * @param <R> the answer there is not
   */
  record Refused<R>(Refusal refusal) implements Outcome<R> {}

  /**
   * It depends on tasks that are not in memory and changed nothing: read them from the store, then
   * apply the command again with what was found. The engine remembers the question: each one must
   * be followed by such an application or by {@link ShardEngine#abandon}.
   *
   * @param ids the tasks to read
   * @param <R> the answer there is not yet
   */
  record NeedsStored<R>(Set<TaskId> ids) implements Outcome<R> {}

  /** Turns the outcome into something else, with one function for each case. */
  default <T> T match(
      Function<Done<R>, T> done,
      Function<Refused<R>, T> refused,
      Function<NeedsStored<R>, T> needsStored) {
    if (this instanceof Done<R> it) {
      return done.apply(it);
    }
    if (this instanceof Refused<R> it) {
      return refused.apply(it);
    }
    return needsStored.apply((NeedsStored<R>) this);
  }

  /** Done, to be answered after the commit. */
  static <R> Outcome<R> done(R value) {
    return new Done<>(value, Durability.COMMITTED);
  }

  /** Refused, with the name and value of each dynamic part of the message. */
  static <R> Outcome<R> refused(RefusalReason reason, String message, String... metadata) {
    return new Refused<>(Refusal.of(reason, message, metadata));
  }
}

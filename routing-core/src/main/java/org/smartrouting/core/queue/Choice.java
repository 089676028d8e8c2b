package org.smartrouting.core.queue;

import java.util.Comparator;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.match.Eligibility;

/** What somebody who can take a task may take, and the best that was found so far. */
final class Choice<T extends Waiting> {
  private final Map<String, Integer> levels;
  private final Predicate<Signature> served;
  private final Predicate<T> acceptable;
  private final Comparator<Waiting> byUrgency;
  private final boolean isFixed;
  private @Nullable Found<T> found;
  private long urgency = Long.MAX_VALUE;

  /**
   * Makes one that has found nothing.
   *
   * @param levels skill levels, which must meet the skill demands of the task
   * @param served whether tasks of a signature can be taken, skills apart
   * @param acceptable whether this very task can be
   * @param order the order of service
   * @param nowMicros the present
   */
  Choice(
      Map<String, Integer> levels,
      Predicate<Signature> served,
      Predicate<T> acceptable,
      ServiceOrder order,
      long nowMicros) {
    this.levels = levels;
    this.served = served;
    this.acceptable = acceptable;
    this.byUrgency = order.at(nowMicros);
    this.isFixed = order.isFixed();
  }

  /** The task that was found; null for none. */
  @Nullable T task() {
    return found == null ? null : found.task();
  }

  /** Lines that are less urgent need no look. */
  long urgency() {
    return urgency;
  }

  /** Looks for a better one in a line of the share whose task was found, if any was. */
  void look(Line<T> line) {
    if (isServed(line.queue().signature())) {
      take(SignatureQueue.before(found, acceptable, byUrgency, line));
    }
  }

  /** Looks for a better one among the lines of a queue, of whichever shares. */
  void look(SignatureQueue<T> queue) {
    if (isServed(queue.signature())) {
      take(queue.before(found, acceptable, byUrgency));
    }
  }

  private boolean isServed(Signature signature) {
    // Packed levels say nothing of the first of very many skills.
    return served.test(signature)
        && (signature.skills().size() <= SkillSet.PACKED
            || Eligibility.meetsSkills(signature.skills(), levels));
  }

  private void take(@Nullable Found<T> better) {
    if (better != null) {
      found = better;
      urgency = isFixed ? better.task().virtualDeadlineMicros() : Long.MAX_VALUE;
    }
  }
}

package org.smartrouting.core.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.smartrouting.core.match.Bits;
import org.smartrouting.core.match.Eligibility;

/**
 * A set of skill levels that one or many specialists have, with the queues it is eligible for. The
 * list is brought up to date when it is asked for, by looking at the queues that got their first
 * task since then; queues that ran empty are dropped on the way. Not thread-safe.
 */
final class SkillProfile<T extends Waiting> {
  private final Map<String, Integer> levels;
  private final List<SignatureQueue<T>> eligible = new ArrayList<>();
  private final Bits listed = new Bits();
  private long seenActivations = -1;

  SkillProfile(Map<String, Integer> levels) {
    this.levels = levels;
  }

  /** The queues with tasks that these levels are eligible for. */
  List<SignatureQueue<T>> eligible(ActivationLog<T> log) {
    if (log.isTooFarBehind(seenActivations)) {
      rebuild(log);
    } else {
      for (SignatureQueue<T> queue : log.since(seenActivations)) {
        offer(queue);
      }
    }
    seenActivations = log.end();
    dropEmpty();
    return eligible;
  }

  private void rebuild(ActivationLog<T> log) {
    for (SignatureQueue<T> queue : eligible) {
      listed.clear(queue.index());
    }
    eligible.clear();
    log.active().forEach(this::offer);
  }

  private void offer(SignatureQueue<T> queue) {
    if (!queue.isEmpty()
        && !listed.get(queue.index())
        && Eligibility.meetsSkills(queue.signature().skills(), levels)) {
      listed.set(queue.index());
      eligible.add(queue);
    }
  }

  private void dropEmpty() {
    int kept = 0;
    for (int i = 0; i < eligible.size(); i++) {
      SignatureQueue<T> queue = eligible.get(i);
      if (queue.isEmpty()) {
        listed.clear(queue.index());
      } else {
        eligible.set(kept++, queue);
      }
    }
    eligible.subList(kept, eligible.size()).clear();
  }
}

package org.smartrouting.core.queue;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.match.Eligibility;

/**
 * The waiting tasks of a pool: one queue for each signature, and for each set of skill levels the
 * queues it is eligible for, so that a freed specialist looks at a few heads and not at every task.
 *
 * <p>Adding and removing a task take the logarithm of the length of its queue. Not thread-safe.
 *
 * @param <T> the tasks
 */
public final class WaitingTasks<T extends Waiting> {
  /** So few queues are looked at directly; a cached list would cost more than it saves. */
  private static final int FEW = 16;

  /** So many empty queues are kept for the tasks that are likely to come. */
  private static final int EMPTY_KEPT = 1024;

  private final Map<Signature, SignatureQueue<T>> bySignature = new HashMap<>();
  private final Map<Map<String, Integer>, SkillProfile<T>> profiles = new HashMap<>();
  private ActivationLog<T> log = new ActivationLog<>();
  private int size;

  /** Adds a task that is not in any queue. Returns the signature as all its tasks share it. */
  public Signature add(Signature signature, T task) {
    SignatureQueue<T> queue = bySignature.get(signature);
    if (queue == null) {
      if (bySignature.size() > EMPTY_KEPT + 4 * log.active().size()) {
        dropEmptyQueues();
      }
      queue = new SignatureQueue<>(signature, bySignature.size());
      bySignature.put(signature, queue);
    }
    if (queue.tasks().isEmpty()) {
      log.activated(queue);
    }
    if (queue.tasks().add(task)) {
      size++;
    }
    return queue.signature();
  }

  /** Removes a task; its key must be as it was when it was added. Returns whether it was there. */
  public boolean remove(Signature signature, T task) {
    SignatureQueue<T> queue = bySignature.get(signature);
    if (queue == null || !queue.tasks().remove(task)) {
      return false;
    }
    size--;
    if (queue.tasks().isEmpty()) {
      log.emptied(queue);
    }
    return true;
  }

  /** The queue of a signature, which can be empty; null when none of its tasks waits. */
  public @Nullable SignatureQueue<T> queue(Signature signature) {
    return bySignature.get(signature);
  }

  /**
   * The queues with tasks whose skill demands these levels meet, in no order. Label constraints and
   * delivery are still to be checked. The collection is valid until the next change.
   */
  public Collection<SignatureQueue<T>> eligibleFor(Map<String, Integer> levels) {
    if (log.active().size() <= FEW) {
      return log.active().stream()
          .filter(queue -> Eligibility.meetsSkills(queue.signature().skills(), levels))
          .toList();
    }
    return profiles.computeIfAbsent(levels, SkillProfile::new).eligible(log);
  }

  /** All queues with tasks, in no order. */
  public Collection<SignatureQueue<T>> queues() {
    return log.active();
  }

  /** Forgets what was cached for a set of levels that no specialist has any more. */
  public void forgetProfile(Map<String, Integer> levels) {
    profiles.remove(levels);
  }

  /** Number of waiting tasks. */
  public int size() {
    return size;
  }

  private void dropEmptyQueues() {
    List<SignatureQueue<T>> active = List.copyOf(log.active());
    bySignature.clear();
    profiles.clear();
    log = new ActivationLog<>();
    for (SignatureQueue<T> queue : active) {
      queue.renumber(bySignature.size());
      bySignature.put(queue.signature(), queue);
      log.activated(queue);
    }
  }
}

package org.smartrouting.core.queue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which queues have tasks, and in which order they got their first. Profiles read on from where
 * they stopped; what is too old to be of use is dropped. Not thread-safe.
 */
final class ActivationLog<T extends Waiting> {
  private static final int SHORTEST_LIMIT = 1024;

  private final Set<SignatureQueue<T>> active = new LinkedHashSet<>();
  private final List<SignatureQueue<T>> log = new ArrayList<>();
  private long start;

  void activated(SignatureQueue<T> queue) {
    if (log.size() >= Math.max(SHORTEST_LIMIT, 4 * active.size())) {
      start += log.size();
      log.clear();
    }
    active.add(queue);
    log.add(queue);
  }

  void emptied(SignatureQueue<T> queue) {
    active.remove(queue);
  }

  Set<SignatureQueue<T>> active() {
    return active;
  }

  long end() {
    return start + log.size();
  }

  /** Whether a reader that stopped there does better to look at all active queues. */
  boolean isTooFarBehind(long seen) {
    return seen < start || end() - seen > active.size();
  }

  List<SignatureQueue<T>> since(long seen) {
    return log.subList((int) (seen - start), log.size());
  }
}

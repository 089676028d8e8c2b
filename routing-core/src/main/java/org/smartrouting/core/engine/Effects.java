package org.smartrouting.core.engine;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.store.JournalBatch;
import org.smartrouting.core.task.TaskId;

/**
 * What the engine wants done since it was last asked.
 *
 * @param batch what to write
 * @param pushes what to say once that is committed, in this order
 * @param finished tasks that are final or deleted in the batch: give them to {@link
 *     ShardEngine#forget} once it is committed
 * @param performanceWanted specialists of whom to load what is known, in the order in which they
 *     were wanted
 * @param ejected specialists that get no new work for a while because they kept failing
 */
public record Effects(
    JournalBatch batch,
    List<Push> pushes,
    List<TaskId> finished,
    Set<SpecialistKey> performanceWanted,
    List<Ejected> ejected) {
  /** Copies the collections. */
  public Effects {
    pushes = List.copyOf(pushes);
    finished = List.copyOf(finished);
    ejected = List.copyOf(ejected);
    // Set.copyOf has another order in every process.
    performanceWanted =
        performanceWanted.isEmpty()
            ? Set.of()
            : Collections.unmodifiableSet(new LinkedHashSet<>(performanceWanted));
  }

  /** Whether there is nothing to write, to say or to load. */
  public boolean isEmpty() {
    return batch.isEmpty() && pushes.isEmpty() && performanceWanted.isEmpty();
  }
}

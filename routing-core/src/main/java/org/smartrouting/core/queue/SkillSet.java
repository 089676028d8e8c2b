package org.smartrouting.core.queue;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.task.SkillRequirement;

/** The queues whose tasks demand the same skills, at whichever levels. Not thread-safe. */
final class SkillSet<T extends Waiting> {
  /** So many skills are compared by their packed levels; of more only these are the last. */
  static final int PACKED = Long.SIZE / DemandTree.BITS;

  private static final long HIGH_BITS = 0x8888_8888_8888_8888L;

  private final int number;
  private final @Nullable SkillSet<T> before;
  private final int skill;
  private @Nullable Object[] queues = new Object[1];
  private long[] levels = new long[1];
  private int size;
  private int children;

  /**
   * Makes an empty one.
   *
   * @param number unique among the sets
   * @param before the set without the last skill; null for the empty one
   * @param skill number of the last skill
   */
  SkillSet(int number, @Nullable SkillSet<T> before, int skill) {
    this.number = number;
    this.before = before;
    this.skill = skill;
  }

  /** The least levels of demands, in the order of their skills, the last one last. */
  static long packed(List<SkillRequirement> demands) {
    long packed = 0;
    for (SkillRequirement demand : demands) {
      packed = packed << DemandTree.BITS | demand.minLevel();
    }
    return packed;
  }

  /** Whether levels are at least those that are needed, skill by skill. */
  static boolean isMet(long needed, long levels) {
    // A level has three bits at most: the fourth is borrowed from where one is too low.
    return (((levels | HIGH_BITS) - needed) & HIGH_BITS) == HIGH_BITS;
  }

  int number() {
    return number;
  }

  @Nullable SkillSet<T> before() {
    return before;
  }

  int skill() {
    return skill;
  }

  /** Counts the sets that have one skill more. */
  void addChildren(int change) {
    children += change;
  }

  boolean hasChildren() {
    return children > 0;
  }

  boolean hasQueues() {
    return size > 0;
  }

  void add(SignatureQueue<T> queue) {
    if (size == levels.length) {
      levels = Arrays.copyOf(levels, 2 * size);
      queues = Arrays.copyOf(queues, 2 * size);
    }
    put(queue, size++);
  }

  void remove(SignatureQueue<T> queue) {
    SignatureQueue<T> last = at(--size);
    queues[size] = null;
    if (last != queue) {
      put(last, queue.place());
    }
  }

  private void put(SignatureQueue<T> queue, int place) {
    levels[place] = queue.levels();
    queues[place] = queue;
    queue.placed(this, place);
  }

  /** Visits the queues whose least levels are met. */
  void visit(long upTo, Consumer<SignatureQueue<T>> visitor) {
    for (int i = 0; i < size; i++) {
      if (isMet(levels[i], upTo)) {
        visitor.accept(at(i));
      }
    }
  }

  @SuppressWarnings("unchecked")
  private SignatureQueue<T> at(int place) {
    Object queue = queues[place];
    if (queue == null) {
      throw new IllegalStateException("no queue at " + place + " of " + size);
    }
    return (SignatureQueue<T>) queue;
  }
}

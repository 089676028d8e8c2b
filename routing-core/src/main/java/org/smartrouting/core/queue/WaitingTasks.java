package org.smartrouting.core.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.match.Eligibility;

/**
 * The waiting tasks of a pool: one queue for each signature that has any, and a tree of the queues
 * by the skills they demand, so that a freed specialist looks at a few heads and not at every task.
 * In a queue each fairness key has a line of its own, in the order of {@link FairShares}; within a
 * line tasks are in the {@link ServiceOrder} of the pool.
 *
 * <p>Adding and removing a task take the logarithm of the length of its line, and of the number of
 * lines of its queue when the line comes or goes. Finding the first task takes, for each set of
 * skills that are all there, one look into a table, and a closer look at the few where a task could
 * be more urgent than what was found, as long as one of the first few keys has a task there;
 * otherwise the logarithm of the number of lines of each eligible queue, and a dispatch of a key
 * makes each of its lines be listed anew once. Not thread-safe.
 *
 * @param <T> the tasks
 */
public final class WaitingTasks<T extends Waiting> {
  /** So many keys are asked one after the other before all of them are compared in each queue. */
  private static final int KEYS_ASKED = 8;

  /** So many queues are looked at for the work before a task. */
  private static final int QUEUES_WEIGHED = 64;

  /** So many tasks of a lane are looked at again when their share may have more. */
  private static final int FIRST_OF_LANE = 4;

  private final FairShares shares;
  private final Map<Signature, SignatureQueue<T>> bySignature = new LinkedHashMap<>();
  private final DemandTree<T> tree = new DemandTree<>();
  private Commons<T> commons;
  private final Numbers indexes = new Numbers();
  private final SetList sets = new SetList();
  private final Map<Share, Set<SignatureQueue<T>>> byShare = new HashMap<>();
  private boolean tracksShares;

  /** The queues with tasks for one specialist alone; nobody else looks at them. */
  private final Map<String, List<SignatureQueue<T>>> reserved = new HashMap<>();

  private int size;

  /**
   * Makes an empty one.
   *
   * @param shares order of the fairness keys; whoever adds and removes tasks tells it
   * @param order order of the tasks of a key
   */
  public WaitingTasks(FairShares shares, ServiceOrder order) {
    this.shares = shares;
    this.commons = Commons.of(shares, order);
  }

  /** The order of the tasks of a key. */
  public ServiceOrder order() {
    return commons.order();
  }

  /** Another order holds from now on; no task waits. */
  public void order(ServiceOrder next) {
    if (size > 0) {
      throw new IllegalStateException(size + " tasks wait in another order");
    }
    commons = Commons.of(shares, next);
  }

  /**
   * Adds a task that is not in any queue. Returns the signature as all its tasks share it.
   *
   * @param share that of its fairness key, which knows already that the task waits
   */
  public Signature add(Signature signature, Share share, T task) {
    SignatureQueue<T> queue = bySignature.get(signature);
    if (queue == null) {
      queue = open(signature);
    }
    if (queue.add(share, task)) {
      size++;
    }
    if (tracksShares) {
      byShare.computeIfAbsent(share, unused -> new LinkedHashSet<>()).add(queue);
    }
    return queue.signature();
  }

  /** Removes a task; its key must be as it was when it was added. Returns whether it was there. */
  public boolean remove(Signature signature, Share share, T task) {
    SignatureQueue<T> queue = bySignature.get(signature);
    if (queue == null || !queue.remove(share, task)) {
      return false;
    }
    size--;
    if (tracksShares && queue.line(share) == null) {
      forget(share, queue);
    }
    if (queue.isEmpty()) {
      close(queue);
    }
    return true;
  }

  /**
   * The tasks that wait for one specialist alone, in no order.
   *
   * @param which of which signatures
   */
  public List<T> reservedFor(String specialistId, Predicate<Signature> which) {
    List<T> tasks = new ArrayList<>();
    for (SignatureQueue<T> queue : reserved.getOrDefault(specialistId, List.of())) {
      if (which.test(queue.signature())) {
        queue.collect(tasks);
      }
    }
    return tasks;
  }

  /**
   * The first task of the first share that has an acceptable one, or null: who has the smallest
   * start tag, and within that the most urgent.
   *
   * @param specialistId who asks
   * @param levels skill levels, which must meet the skill demands of the task
   * @param served whether tasks of a signature can be taken, skills apart
   * @param acceptable whether this very task can be; of a signature so few are refused that only a
   *     thousand are asked for
   * @param nowMicros the present
   */
  public @Nullable T first(
      String specialistId,
      Levels levels,
      Predicate<Signature> served,
      Predicate<T> acceptable,
      long nowMicros) {
    Choice<T> choice = new Choice<>(levels.bySkill(), served, acceptable, order(), nowMicros);
    sets.clear();
    tree.find(levels, sets);
    List<SignatureQueue<T>> own = reservedFor(specialistId, levels);
    if (sets.size() == 0 && own.isEmpty()) {
      return null;
    }
    int asked = 0;
    for (Share share : shares.inOrder()) {
      if (share.isFull()) {
        continue;
      }
      if (asked++ == KEYS_ASKED) {
        firstOfAny(own, choice);
        return choice.task();
      }
      commons.heads().search(sets, share, choice);
      for (SignatureQueue<T> queue : own) {
        Line<T> line = queue.line(share);
        if (line != null) {
          choice.look(line);
        }
      }
      if (choice.task() != null) {
        return choice.task();
      }
    }
    return null;
  }

  private List<SignatureQueue<T>> reservedFor(String specialistId, Levels levels) {
    List<SignatureQueue<T>> own = reserved.get(specialistId);
    return own == null
        ? List.of()
        : own.stream()
            .filter(queue -> Eligibility.meetsSkills(queue.signature().skills(), levels.bySkill()))
            .toList();
  }

  /** Looks at the tasks of all shares, of which the first in the order counts. */
  private void firstOfAny(List<SignatureQueue<T>> own, Choice<T> choice) {
    own.forEach(choice::look);
    for (int i = 0; i < sets.size(); i++) {
      tree.visit(sets.place(i), sets.levels(i), choice::look);
    }
  }

  /**
   * How many tasks of its signature are dispatched before a task: exact when all are of one share,
   * otherwise an estimate, as if no other tasks waited, none came, and each had the same cost.
   *
   * @param cost what each costs, above 0
   * @param nowMicros the present
   * @param limit the number to which is counted
   */
  public long ahead(
      Signature signature, Share share, T task, double cost, long nowMicros, int limit) {
    SignatureQueue<T> queue = bySignature.get(signature);
    return queue == null ? 0 : queue.ahead(share, task, cost, order().at(nowMicros), limit);
  }

  /**
   * The work that is served before a task, which waits or could wait, in the queues of all
   * signatures. Looks at {@value #QUEUES_WEIGHED} of them and takes the others to be like them.
   *
   * @param signature its signature
   * @param share where its key stands
   * @param limit of one key and signature so many tasks are looked at from either end; when the
   *     task is further from both, so many are taken to be before it
   */
  public WorkAhead workAhead(
      Signature signature, Share share, T task, Weighing<T> weighing, long nowMicros, int limit) {
    Backlog<T> backlog = new Backlog<>(share, task, weighing, order().at(nowMicros), limit);
    SignatureQueue<T> own = bySignature.get(signature);
    if (own != null) {
      backlog.add(own, 1);
    }
    List<SignatureQueue<T>> others =
        bySignature.values().stream().filter(queue -> queue != own).limit(QUEUES_WEIGHED).toList();
    int all = bySignature.size() - (own == null ? 0 : 1);
    others.forEach(queue -> backlog.add(queue, (double) all / others.size()));
    return backlog.sum();
  }

  /** The queues with tasks whose skill demands these levels meet, in no order. */
  List<SignatureQueue<T>> eligibleFor(Levels levels) {
    sets.clear();
    tree.find(levels, sets);
    List<SignatureQueue<T>> found = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      tree.visit(sets.place(i), sets.levels(i), found::add);
    }
    return found;
  }

  /** Number of signatures for which a queue is kept. */
  int queuesKept() {
    return bySignature.size();
  }

  /** Whether it is to be known of each share in which queues its tasks wait; none waits now. */
  public void tracksShares(boolean value) {
    if (size > 0) {
      throw new IllegalStateException(size + " tasks wait already");
    }
    tracksShares = value;
  }

  /**
   * The first tasks of a share, of each signature and lane, in no order: those to be looked at when
   * the share may have more. Of {@value #QUEUES_WEIGHED} signatures at most.
   */
  public List<T> headsOf(Share share) {
    return byShare.getOrDefault(share, Set.of()).stream()
        .limit(QUEUES_WEIGHED)
        .map(queue -> queue.line(share))
        .filter(Objects::nonNull)
        .flatMap(line -> line.lanes().stream())
        .flatMap(lane -> lane.stream().limit(FIRST_OF_LANE))
        .toList();
  }

  private void forget(Share share, SignatureQueue<T> queue) {
    Set<SignatureQueue<T>> queues = byShare.get(share);
    if (queues != null && queues.remove(queue) && queues.isEmpty()) {
      byShare.remove(share);
    }
  }

  /** Number of waiting tasks. */
  public int size() {
    return size;
  }

  private SignatureQueue<T> open(Signature signature) {
    SignatureQueue<T> queue = new SignatureQueue<>(signature, commons, indexes.take());
    bySignature.put(signature, queue);
    String who = signature.reservedFor();
    if (who.isEmpty()) {
      tree.add(queue);
    } else {
      reserved.computeIfAbsent(who, unused -> new ArrayList<>(1)).add(queue);
    }
    return queue;
  }

  private void close(SignatureQueue<T> queue) {
    bySignature.remove(queue.signature());
    List<SignatureQueue<T>> own = reserved.get(queue.signature().reservedFor());
    if (own == null) {
      tree.remove(queue);
    } else {
      own.remove(queue);
      if (own.isEmpty()) {
        reserved.remove(queue.signature().reservedFor());
      }
    }
    indexes.giveBack(queue.index());
  }
}

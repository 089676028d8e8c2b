package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.pool.Fairness;
import org.smartrouting.core.queue.FairShares;
import org.smartrouting.core.queue.ServiceOrder;
import org.smartrouting.core.queue.Share;
import org.smartrouting.core.queue.Signature;
import org.smartrouting.core.queue.Waiting;
import org.smartrouting.core.task.Attempt;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.core.task.TaskStatus;

/** What must hold of an engine and its store after every step, whatever the step was. */
final class Invariants {
  private final EngineFixture fixture;
  private final Map<TaskId, Task> ended = new HashMap<>();
  private Map<TaskId, Task> before = Map.of();
  private long beforeMicros;
  private final Map<String, Double> startsBefore = new HashMap<>();
  private int epochBefore;
  private Map<String, Integer> heldBefore = Map.of();

  /** Tasks whose submit was answered after a commit and whose deletion was not. */
  final Set<TaskId> acknowledged = new HashSet<>();

  /** Tokens under which a completion was done. */
  final Map<TaskId, AssignmentToken> completed = new HashMap<>();

  Invariants(EngineFixture fixture) {
    this.fixture = fixture;
  }

  void check() {
    Map<TaskId, Task> tasks = new TreeMap<>();
    fixture.engine().tasks().forEach(task -> tasks.put(task.id(), task));
    nothingIsLost(tasks);
    leasesAreWhole(tasks);
    endsAreFinal(tasks);
    completionsHadTheToken(tasks);
    slotsAreKept(tasks);
    countsAreTrue(tasks);
    keysHoldWhatIsCounted(tasks);
    nobodyIdles(tasks);
    theMostUrgentWentFirst(tasks);
    before = tasks;
    beforeMicros = fixture.now();
    rememberShares(tasks);
  }

  /** To be called when everything is committed. */
  void checkClean() {
    for (Task task : fixture.engine().tasks()) {
      assertThat(fixture.store.tasks().get(task.id())).as("row of %s", task.id()).isEqualTo(task);
    }
  }

  /**
   * To be called after a restart, before time passes. A restart loses what was not committed, all
   * connections and open calls, load reports, and when leases were last renewed; nothing of that is
   * part of a task or a specialist, so those are exactly what the rows say.
   */
  void checkRestarted() {
    List<Task> rows =
        fixture.store.tasks().values().stream().filter(task -> !task.state().isFinal()).toList();
    assertThat(fixture.engine().tasks()).containsExactlyInAnyOrderElementsOf(rows);
    assertThat(fixture.engine().specialists())
        .containsExactlyInAnyOrderElementsOf(fixture.store.specialists().values());
    ended.clear();
    completed.keySet().removeIf(id -> !isSucceeded(fixture.store.tasks().get(id)));
    before = Map.of();
    // What ended without a commit is held again.
    heldBefore = held(rows);
  }

  void forget(TaskId deleted) {
    acknowledged.remove(deleted);
    ended.remove(deleted);
    completed.remove(deleted);
  }

  private static boolean isSucceeded(@Nullable Task row) {
    return row != null && row.state() == TaskState.SUCCEEDED;
  }

  private void nothingIsLost(Map<TaskId, Task> tasks) {
    for (TaskId id : acknowledged) {
      Task row = fixture.store.tasks().get(id);
      if (!tasks.containsKey(id) && (row == null || !row.state().isFinal())) {
        throw new AssertionError("acknowledged task " + id + " is lost");
      }
    }
  }

  private static void leasesAreWhole(Map<TaskId, Task> tasks) {
    Set<AssignmentToken> live = new HashSet<>();
    for (Task task : tasks.values()) {
      TaskStatus status = task.status();
      Lease lease = status.lease();
      boolean whole =
          lease == null
              ? !task.state().isHeld()
              : task.state().isHeld()
                  && live.add(lease.token())
                  && lease.isAccepted() == (task.state() == TaskState.RUNNING);
      if (!whole) {
        throw new AssertionError("state and lease do not fit, or its token is not unique: " + task);
      }
    }
  }

  private void endsAreFinal(Map<TaskId, Task> tasks) {
    for (Task task : tasks.values()) {
      if (task.state().isFinal()) {
        Task earlier = ended.putIfAbsent(task.id(), task);
        if (earlier != null) {
          assertThat(task.state()).isEqualTo(earlier.state());
          assertThat(task.status().version()).isEqualTo(earlier.status().version());
          assertThat(task.status().attempts()).isEqualTo(earlier.status().attempts());
        }
      }
    }
    ended.keySet().removeIf(id -> !tasks.containsKey(id));
  }

  private void completionsHadTheToken(Map<TaskId, Task> tasks) {
    completed.forEach(
        (id, token) -> {
          Task task = tasks.getOrDefault(id, fixture.store.tasks().get(id));
          if (!wasCompletedUnder(token, task)) {
            throw new AssertionError(id + " was completed, but not under the token: " + task);
          }
        });
  }

  private static boolean wasCompletedUnder(AssignmentToken token, @Nullable Task task) {
    return task != null
        && task.state() == TaskState.SUCCEEDED
        && task.status().attempts().stream()
            .filter(attempt -> attempt.outcome() == AttemptOutcome.SUCCEEDED)
            .map(Attempt::token)
            .toList()
            .equals(List.of(token));
  }

  private void slotsAreKept(Map<TaskId, Task> tasks) {
    Map<String, Integer> held = new HashMap<>();
    for (Task task : tasks.values()) {
      Lease lease = task.status().lease();
      if (lease != null && !lease.isAhead()) {
        held.merge(lease.specialistId(), 1, Integer::sum);
      }
    }
    for (SpecialistView view : views()) {
      String id = view.specialist().key().id();
      Integer own = held.remove(id);
      int slots = view.specialist().spec().slots();
      // What was taken from it and it has not stopped keeps its slot, too.
      assertThat(own == null ? 0 : own)
          .as(id)
          .isLessThanOrEqualTo(Math.min(view.inFlight(), slots));
    }
    assertThat(held).as("held by nobody known").isEmpty();
  }

  private List<SpecialistView> views() {
    return ask(new SpecialistCommand.ListAll(EngineFixture.POOL, "", 100));
  }

  private void countsAreTrue(Map<TaskId, Task> tasks) {
    RouteCommand.QueueCounts counts = ask(new RouteCommand.Count(EngineFixture.POOL));
    Map<Priority, Map<TaskState, Long>> recounted = new EnumMap<>(Priority.class);
    for (Task task : tasks.values()) {
      recounted
          .computeIfAbsent(task.spec().priority(), unused -> new EnumMap<>(TaskState.class))
          .merge(task.state(), 1L, Long::sum);
    }
    counts
        .byPriority()
        .forEach(
            (priority, counted) -> {
              Map<TaskState, Long> own = recounted.getOrDefault(priority, Map.of());
              List<Long> expected =
                  List.of(
                      own.getOrDefault(TaskState.PENDING, 0L),
                      own.getOrDefault(TaskState.QUEUED, 0L),
                      own.getOrDefault(TaskState.ASSIGNED, 0L)
                          + own.getOrDefault(TaskState.RUNNING, 0L),
                      own.getOrDefault(TaskState.BLOCKED, 0L));
              assertThat(
                      List.of(
                          counted.pending(),
                          counted.queued(),
                          counted.inFlight(),
                          counted.blocked()))
                  .as("counts of %s", priority)
                  .isEqualTo(expected);
            });
    long held = tasks.values().stream().filter(task -> task.state().isHeld()).count();
    assertThat((long) fixture.engine().heldCount()).isEqualTo(held);
  }

  private void keysHoldWhatIsCounted(Map<TaskId, Task> tasks) {
    Map<String, Integer> held = held(tasks.values());
    int limit = fairness().maxInFlight();
    FairShares shares = fixture.engine().shares(EngineFixture.POOL);
    held.forEach(
        (key, count) -> {
          Share share = shares.find(key);
          assertThat(share == null ? 0 : share.held()).as("held by key %s", key).isEqualTo(count);
          // Those that are above a limit that was lowered are worked off.
          int most = Math.max(limit, heldBefore.getOrDefault(key, 0));
          assertThat(limit == 0 || count <= most).as("%s held by %s", count, key).isTrue();
        });
    heldBefore = held;
  }

  private static Map<String, Integer> held(Collection<Task> tasks) {
    Map<String, Integer> held = new HashMap<>();
    tasks.forEach(task -> held.merge(key(task), task.state().isHeld() ? 1 : 0, Integer::sum));
    return held;
  }

  private Fairness fairness() {
    return ask(new PoolCommand.Get(EngineFixture.POOL)).policy().fairness();
  }

  private void nobodyIdles(Map<TaskId, Task> tasks) {
    Set<Object> asked = new HashSet<>();
    for (Task task : tasks.values()) {
      // The answer is the same for all tasks that agree in this.
      Object kind =
          List.of(signature(task), task.status().avoidedSpecialistId(), task.spec().affinity());
      if (task.state() == TaskState.QUEUED
          && (task.delivery() == Delivery.CALLER || asked.add(kind))) {
        RouteCommand.Explanation why =
            ask(new RouteCommand.Explain(EngineFixture.TENANT, task.id(), 10));
        List<String> free = new ArrayList<>();
        why.candidates().forEach(candidate -> free.add(candidate.specialistId()));
        // When others leave, who is avoided stays so until its time is over.
        if (task.status().avoidUntilMicros() > fixture.now()) {
          free.remove(task.status().avoidedSpecialistId());
        }
        if (!free.isEmpty()) {
          throw new AssertionError(free + " idle while this waits: " + task);
        }
      }
    }
  }

  private void theMostUrgentWentFirst(Map<TaskId, Task> tasks) {
    for (Task waiting : tasks.values()) {
      Task earlier = before.get(waiting.id());
      boolean waitedOn =
          earlier != null
              && waiting.state() == TaskState.QUEUED
              && earlier.status().version() == waiting.status().version()
              && waiting.delivery() == Delivery.SPECIALIST
              && isForAnybody(waiting)
              && waiting.status().avoidedSpecialistId().isEmpty()
              && demands(waiting, beforeMicros).equals(demands(waiting, fixture.now()));
      if (waitedOn) {
        for (Task served : tasks.values()) {
          if (overtook(served, waiting) && !PreemptionRules.wasMadeWayFor(served, tasks.values())) {
            throw new AssertionError(served + " overtook " + waiting);
          }
        }
      }
    }
  }

  /** Whether others may take it, whomever it prefers. */
  private static boolean isForAnybody(Task task) {
    return !task.spec().affinity().isHard() && task.spec().affinity().stickyWaitMicros() == 0;
  }

  private void rememberShares(Map<TaskId, Task> tasks) {
    FairShares shares = fixture.engine().shares(EngineFixture.POOL);
    epochBefore = shares.epoch();
    startsBefore.clear();
    for (Task task : tasks.values()) {
      Share share = shares.find(task.spec().fairnessKey());
      if (task.state() == TaskState.QUEUED && share != null && share.waiting() > 0) {
        startsBefore.put(share.key(), share.start());
      }
    }
  }

  private boolean overtook(Task served, Task waiting) {
    Task earlier = before.get(served.id());
    boolean servedNow =
        served.state().isHeld()
            && (earlier == null || served.status().attempt() > earlier.status().attempt());
    // One whose deadline passed meanwhile may have been served before it did.
    long deadline = served.spec().deadlineMicros();
    boolean becameLate = deadline > beforeMicros && deadline <= fixture.now();
    return servedNow
        && !becameLate
        && signature(served).equals(signature(waiting))
        && (key(served).equals(key(waiting))
            ? order(served, waiting) > 0
            : isOfLaterShare(served, waiting))
        && served.status().assignedMicros() > waiting.status().queuedMicros();
  }

  /**
   * Whether the key of a served task was behind that of a waiting one all the time: tags do not
   * fall while tasks wait, so the one was at least what it was before, the other at most what it is
   * now.
   */
  private boolean isOfLaterShare(Task served, Task waiting) {
    FairShares shares = fixture.engine().shares(EngineFixture.POOL);
    Share share = shares.find(key(waiting));
    Double start = startsBefore.get(key(served));
    // A key that has its limit in flight is passed over.
    boolean mayBePassed = fairness().maxInFlight() > 0;
    return !mayBePassed
        && shares.epoch() == epochBefore
        && share != null
        && start != null
        && start > share.start();
  }

  private static String key(Task task) {
    return task.spec().fairnessKey();
  }

  private static Requirement demands(Task task, long micros) {
    Requirement requirement = task.spec().requirement();
    long queued = task.status().queuedMicros();
    return requirement.during(queued == 0 ? 0 : requirement.stepAfter(micros - queued));
  }

  private Signature signature(Task task) {
    long micros = task.state().isHeld() ? task.status().assignedMicros() : fixture.now();
    return Signature.of(demands(task, micros), task.delivery());
  }

  /** Order of service at the moment in which the first of them was served. */
  private int order(Task served, Task waiting) {
    long micros = served.status().assignedMicros();
    return ServiceOrder.of(ask(new PoolCommand.Get(EngineFixture.POOL)).policy().queue())
        .at(micros)
        .compare(inQueue(served), inQueue(waiting));
  }

  private static Waiting inQueue(Task task) {
    return new Waiting() {
      @Override
      public TaskId id() {
        return task.id();
      }

      @Override
      public Priority priority() {
        // Only what was demoted has a key after its deadline.
        long deadline = Math.max(queuedMicros(), task.spec().deadlineMicros());
        return virtualDeadlineMicros() > deadline ? Priority.BULK : task.spec().priority();
      }

      @Override
      public long queuedMicros() {
        return task.status().queuedMicros();
      }

      @Override
      public long virtualDeadlineMicros() {
        return task.status().virtualDeadlineMicros();
      }
    };
  }

  private <R> R ask(Command<R> question) {
    Outcome<R> outcome = fixture.engine().apply(question, Stored.NOTHING, fixture.now());
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<R>) outcome).value();
  }
}

package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.engine.AssignmentCommand.FailureKind;
import org.smartrouting.core.engine.AssignmentCommand.Reference;
import org.smartrouting.core.engine.TaskCommand.Request;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.score.Performance;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.store.JournalBatch;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskState;

/**
 * An engine in virtual time with a store in memory: every command is followed by a commit unless
 * {@link #manualCommits} was called, questions about stored tasks are answered at once.
 */
class EngineFixture {
  static final String TENANT = "acme";
  static final PoolKey POOL = new PoolKey(TENANT, PoolKey.DEFAULT_POOL);
  static final long START = 1_000_000_000_000L;
  static final long SECOND = 1_000_000;

  final MemoryStore store = new MemoryStore();
  final Map<Long, List<Push>> pushes = new LinkedHashMap<>();
  final RandomGenerator chance;
  private final EngineConfig config;
  private ShardEngine engine;
  private long now = START;
  private long lastAddress;
  private boolean autoCommit = true;
  private boolean obedient = true;
  private final Map<Long, SpecialistKey> connected = new LinkedHashMap<>();
  private final List<Push.Revoked> revoked = new ArrayList<>();
  private long nextId;

  EngineFixture() {
    this(42, 1L << 30);
  }

  EngineFixture(long seed, long maxTaskBytes) {
    chance = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed);
    config = new EngineConfig(0, 1, maxTaskBytes, 10_000);
    engine = ShardEngine.restore(config, store.image(), chance, now);
  }

  ShardEngine engine() {
    return engine;
  }

  long now() {
    return now;
  }

  void manualCommits() {
    autoCommit = false;
  }

  /** Specialists do not say by themselves that they have stopped what is taken from them. */
  void disobey() {
    obedient = false;
  }

  /** A new engine from what is committed; what is not is lost. */
  void restart() {
    engine = ShardEngine.restore(config, store.image(), chance, now);
  }

  /** Moves time and does what is due on the way, each thing in its moment. */
  void advance(long micros) {
    long end = now + micros;
    while (engine.nextDueMicros() <= end) {
      now = Math.max(now, engine.nextDueMicros());
      engine.advance(now);
      settled();
    }
    now = end;
    engine.advance(now);
    settled();
  }

  /** Moves time without doing what is due. */
  void skip(long micros) {
    now += micros;
  }

  <R> Outcome<R> apply(Command<R> command) {
    Outcome<R> outcome = engine.apply(command, Stored.NOTHING, now);
    int rounds = 0;
    while (outcome instanceof Outcome.NeedsStored<R> needs) {
      assertThat(++rounds).as("rounds of questions for %s", command).isLessThan(4);
      commit();
      outcome = engine.apply(command, store.read(needs.ids()), now);
    }
    settled();
    return outcome;
  }

  <R> R done(Command<R> command) {
    Outcome<R> outcome = apply(command);
    assertThat(outcome).as("outcome of %s", command).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<R>) outcome).value();
  }

  Refusal refused(Command<?> command) {
    Outcome<?> outcome = apply(command);
    assertThat(outcome).as("outcome of %s", command).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused<?>) outcome).refusal();
  }

  RefusalReason reason(Command<?> command) {
    return refused(command).reason();
  }

  /** Drains and writes; what was asked of performance is answered. */
  JournalBatch commit() {
    record(engine.takeRelaxedPushes(now));
    Effects effects = engine.drain(now);
    written(effects.batch());
    record(effects.pushes());
    engine.forget(effects.finished());
    for (SpecialistKey who : effects.performanceWanted()) {
      Map<String, Performance> known = store.performanceOf(who);
      engine.apply(new SpecialistCommand.PerformanceLoaded(who, known), Stored.NOTHING, now);
    }
    return effects.batch();
  }

  /** Writes a batch; a test of the test can do it wrongly. */
  void written(JournalBatch batch) {
    store.write(batch);
  }

  private void settled() {
    if (!autoCommit) {
      return;
    }
    commit();
    while (obedient && !revoked.isEmpty()) {
      Push.Revoked next = revoked.remove(0);
      SpecialistKey who = connected.get(next.address());
      if (who != null) {
        engine.apply(new SpecialistCommand.Stopped(who, next.token()), Stored.NOTHING, now);
        commit();
      }
    }
  }

  /** Hears what the engine says. */
  void hear(Push push) {
    pushes.computeIfAbsent(push.address(), unused -> new ArrayList<>()).add(push);
    if (push instanceof Push.Revoked taken) {
      revoked.add(taken);
    }
  }

  private void record(List<Push> said) {
    said.forEach(this::hear);
  }

  // Shorthands.

  long newAddress() {
    return ++lastAddress;
  }

  List<Push> pushesTo(long address) {
    return pushes.getOrDefault(address, List.of());
  }

  <P extends Push> List<P> pushesTo(long address, Class<P> kind) {
    return pushesTo(address).stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  Push lastPushTo(long address) {
    List<Push> all = pushesTo(address);
    assertThat(all).as("pushes to %d", address).isNotEmpty();
    return all.get(all.size() - 1);
  }

  static SpecialistKey key(String id) {
    return new SpecialistKey(POOL, id);
  }

  static TaskSpec spec(String title) {
    return TaskSpec.of(title, Requirement.ANYBODY);
  }

  Request freshRequest() {
    return new Request(TaskId.random(0, ++nextId, nextId), POOL, RequestFingerprint.NONE);
  }

  static Request request(String requestId) {
    return new Request(
        TaskId.ofRequest(0, POOL, requestId),
        POOL,
        new RequestFingerprint(requestId.hashCode(), 1));
  }

  Task submit(TaskSpec spec) {
    return done(new TaskCommand.Submit(freshRequest(), spec)).task();
  }

  Task submit(String title) {
    return submit(spec(title));
  }

  Task get(TaskId id) {
    return done(new TaskCommand.Get(TENANT, id));
  }

  TaskState stateOf(TaskId id) {
    return get(id).state();
  }

  long connect(String id, int slots) {
    return connect(id, SpecialistSpec.of(Map.of(), slots));
  }

  long connect(String id, @Nullable SpecialistSpec spec, Reference... held) {
    long address = newAddress();
    connected.put(address, key(id));
    done(new SpecialistCommand.Connect(key(id), spec, address, List.of(held)));
    return address;
  }

  Lease lease(TaskId id) {
    Lease lease = get(id).status().lease();
    assertThat(lease).as("lease of %s", id).isNotNull();
    return lease;
  }

  Reference reference(TaskId id) {
    return new Reference(TENANT, id, lease(id).token());
  }

  static Reference reference(TaskId id, AssignmentToken token) {
    return new Reference(TENANT, id, token);
  }

  Reference accept(TaskId id) {
    Reference reference = reference(id);
    done(new AssignmentCommand.Accept(reference));
    return reference;
  }

  void complete(TaskId id) {
    done(new AssignmentCommand.Complete(accept(id), TaskResult.EMPTY));
  }

  TaskState fail(Reference reference, FailureKind kind) {
    return done(new AssignmentCommand.Fail(reference, kind, "it broke"));
  }

  void heartbeat(String id, long address) {
    assertThat(done(new SpecialistCommand.Heartbeat(key(id), address))).isTrue();
  }

  void policy(UnaryOperator<PoolPolicy> change) {
    done(new PoolCommand.Update(POOL, change::apply, -1));
  }

  Task cancel(TaskId id) {
    return done(new TaskCommand.Cancel(TENANT, id, "not needed"));
  }

  TaskCommand.Update withDependencies(TaskId id, TaskId... dependencies) {
    return new TaskCommand.Update(TENANT, id, null, null, null, List.of(dependencies), 0);
  }

  static TaskResult result(String text) {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new TaskResult(Bytes.of(bytes), "text/plain", text);
  }
}

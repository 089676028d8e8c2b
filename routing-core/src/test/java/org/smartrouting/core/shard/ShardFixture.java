package org.smartrouting.core.shard;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.smartrouting.core.engine.Command;
import org.smartrouting.core.engine.Push;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.SpecialistCommand;
import org.smartrouting.core.engine.TaskCommand;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;

/** A shard with its threads, and words for what is done with it. Times out rather than hangs. */
final class ShardFixture implements AutoCloseable {
  static final PoolKey POOL = new PoolKey("default", "default");
  static final SpecialistKey ANN = new SpecialistKey(POOL, "ann");
  private static final long TIMEOUT_SECONDS = 30;

  final InMemoryStore store = new InMemoryStore();
  final BlockingQueue<Push> pushes = new LinkedBlockingQueue<>();
  final Shard shard;

  ShardFixture() {
    this(1_000);
  }

  ShardFixture(int mailboxCapacity) {
    ShardConfig config = new ShardConfig("test", mailboxCapacity, 100, 1 << 20, 1 << 20, 100);
    shard =
        new Shard(
            0,
            config,
            store,
            store,
            ForkJoinPool.commonPool(),
            InstantSource.system(),
            new SplittableRandom(7));
  }

  ShardFixture started() {
    shard.start();
    awaitPhase(ShardStatus.Phase.SERVING);
    return this;
  }

  /** The answer to a command; a refusal is thrown as {@link Refused}. */
  <R> CompletableFuture<R> send(Lane lane, Command<R> command) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    shard.submit(
        lane,
        command,
        new Reply<>() {
          @Override
          public void done(R value) {
            answer.complete(value);
          }

          @Override
          public void refused(Refusal refusal) {
            answer.completeExceptionally(new Refused(refusal));
          }
        });
    return answer;
  }

  CompletableFuture<TaskCommand.Submitted> submit(String requestId) {
    return submit(requestId, new RequestFingerprint(requestId.hashCode(), 1));
  }

  /** Submits without a request id, so that nothing has to be read from the store before. */
  CompletableFuture<TaskCommand.Submitted> submitOnce(String name) {
    return submit(name, RequestFingerprint.NONE);
  }

  private CompletableFuture<TaskCommand.Submitted> submit(
      String name, RequestFingerprint fingerprint) {
    TaskSpec spec = TaskSpec.of("task " + name, Requirement.ANYBODY);
    TaskId id = TaskId.ofRequest(0, POOL, name);
    TaskCommand.Request request = new TaskCommand.Request(id, POOL, fingerprint);
    return send(Lane.SUBMIT, new TaskCommand.Submit(request, spec));
  }

  long connectAnn() {
    long address = shard.open(pushes::add);
    SpecialistSpec spec = SpecialistSpec.of(Map.of(), 4);
    get(send(Lane.WORK, new SpecialistCommand.Connect(ANN, spec, address, List.of())));
    return address;
  }

  <P extends Push> P nextPush(Class<P> type) {
    try {
      Push push = pushes.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      return type.cast(push);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void awaitPhase(ShardStatus.Phase phase) {
    long end = System.nanoTime() + Duration.ofSeconds(TIMEOUT_SECONDS).toNanos();
    while (shard.status().phase() != phase) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the shard is " + shard.status());
      }
      Thread.onSpinWait();
    }
  }

  static <R> R get(CompletableFuture<R> answer) {
    return answer.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    store.commits.release(1_000);
    try {
      shard.stop(Duration.ofSeconds(TIMEOUT_SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A refusal as an exception. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Refusal refusal;

    Refused(Refusal refusal) {
      super(refusal.reason().name());
      this.refusal = refusal;
    }

    Refusal refusal() {
      return refusal;
    }
  }
}

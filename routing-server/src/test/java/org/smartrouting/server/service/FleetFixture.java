package org.smartrouting.server.service;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.smartrouting.core.engine.Command;
import org.smartrouting.core.engine.PoolCommand;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.TaskCommand;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.shard.Reply;
import org.smartrouting.core.shard.Shard;
import org.smartrouting.core.shard.ShardConfig;
import org.smartrouting.core.shard.ShardStatus;
import org.smartrouting.core.shard.Shards;
import org.smartrouting.core.store.Database;
import org.smartrouting.core.store.DatabaseConfig;
import org.smartrouting.core.store.testing.TestDatabase;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.server.error.UnexpectedErrors;
import org.smartrouting.server.validation.RequestRules;
import org.smartrouting.v1.SpecialistServiceGrpc;
import org.smartrouting.v1.SpecialistServiceGrpc.SpecialistServiceBlockingStub;
import org.smartrouting.v1.SpecialistServiceGrpc.SpecialistServiceStub;
import org.smartrouting.v1.SpecialistSpec;

/**
 * SpecialistService over real shards on a real database, reached through stubs. Tasks come straight
 * through the shards. Time stands still unless a test moves it, and what the service schedules runs
 * when a test says so.
 */
final class FleetFixture {
  private static final SecureRandom CHANCE = new SecureRandom();
  private static final long GUARD_SECONDS = 60;
  private static final AtomicInteger NAMES = new AtomicInteger();

  final SteppedClock clock = new SteppedClock();
  final HeldTimers timers = new HeldTimers();
  private final Database database;
  private final Shards shards;
  private final ExecutorService blocking = Executors.newFixedThreadPool(2);
  private final SpecialistEndpoint endpoint;
  private final Server server;
  private final ManagedChannel channel;

  FleetFixture(TestDatabase testDatabase) {
    DatabaseConfig config =
        DatabaseConfig.defaults()
            .at(testDatabase.jdbcUrl(), testDatabase.user(), testDatabase.password())
            .withShardCount(2)
            .withPoolSize(5);
    database = Database.open(config);
    shards =
        Shards.of(
            ShardConfig.defaults("fleet", 2),
            database.shards(),
            database.tasks(),
            blocking,
            clock,
            () -> CHANCE);
    shards.start();
    Calls calls =
        new Calls(new RequestRules(), shards, new UnexpectedErrors(CHANCE), clock, CHANCE);
    endpoint = new SpecialistEndpoint(calls, timers);
    String name = InProcessServerBuilder.generateName();
    server = InProcessServerBuilder.forName(name).directExecutor().addService(endpoint).build();
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    channel = InProcessChannelBuilder.forName(name).directExecutor().build();
    shards.all().forEach(FleetFixture::awaitServing);
  }

  /** The service, to be served elsewhere too. */
  SpecialistEndpoint endpoint() {
    return endpoint;
  }

  SpecialistServiceStub stub() {
    return SpecialistServiceGrpc.newStub(channel);
  }

  SpecialistServiceBlockingStub blocking() {
    return SpecialistServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(GUARD_SECONDS, TimeUnit.SECONDS);
  }

  /** A pool that no other test uses. */
  PoolKey newPool() {
    return newPool(PoolPolicy.DEFAULT);
  }

  /** A pool that nothing else uses, with its rules. */
  PoolKey newPool(PoolPolicy policy) {
    PoolKey pool = new PoolKey(PoolKey.DEFAULT_TENANT, "pool-" + NAMES.incrementAndGet());
    apply(pool, new PoolCommand.Create(pool, policy, "", RequestFingerprint.NONE));
    return pool;
  }

  /** What is said of a specialist with so many slots. */
  static SpecialistSpec slots(int slots) {
    return SpecialistSpec.newBuilder().setSlots(slots).build();
  }

  /** Makes a task that anybody may do. */
  Task submit(PoolKey pool) {
    TaskId id = TaskId.random(shards.numberOf(pool), CHANCE.nextLong(), CHANCE.nextLong());
    TaskCommand.Request request = new TaskCommand.Request(id, pool, RequestFingerprint.NONE);
    TaskSpec spec = TaskSpec.of("a task", Requirement.ANYBODY);
    return apply(pool, new TaskCommand.Submit(request, spec)).task();
  }

  /** The task as it is now. */
  Task task(Task task) {
    return apply(task.pool(), new TaskCommand.Get(task.pool().tenant(), task.id()));
  }

  /** Cancels a task. */
  Task cancel(Task task) {
    return apply(task.pool(), new TaskCommand.Cancel(task.pool().tenant(), task.id(), "not now"));
  }

  /** Has the shard of a pool look at the time. */
  void nudge(PoolKey pool) {
    apply(pool, new PoolCommand.Get(pool));
  }

  /** Stops the shards as a server that ends does. */
  void stopShards() throws InterruptedException {
    shards.stop(Duration.ofSeconds(GUARD_SECONDS));
  }

  /** Applies a command and waits for its answer. */
  <R> R apply(PoolKey pool, Command<R> command) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    shards
        .of(pool)
        .submit(
            Lane.WORK,
            command,
            new Reply<>() {
              @Override
              public void done(R value) {
                answer.complete(value);
              }

              @Override
              public void refused(Refusal refusal) {
                answer.completeExceptionally(new AssertionError(refusal.toString()));
              }
            });
    return guarded(answer);
  }

  /** Waits for something that must come. */
  static <T> T guarded(CompletableFuture<T> future) {
    try {
      return future.get(GUARD_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("it did not come", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Ends everything. */
  void close() throws InterruptedException {
    channel.shutdownNow();
    server.shutdownNow().awaitTermination(GUARD_SECONDS, TimeUnit.SECONDS);
    shards.stop(Duration.ofSeconds(GUARD_SECONDS));
    blocking.shutdownNow();
    timers.shutdownNow();
    database.close();
  }

  // A shard that takes over its state refuses; asking again is the only way to know.
  private static void awaitServing(Shard shard) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(GUARD_SECONDS);
    while (shard.status().phase() != ShardStatus.Phase.SERVING) {
      if (System.nanoTime() > end) {
        throw new AssertionError("a shard does not serve");
      }
      Thread.onSpinWait();
    }
  }
}

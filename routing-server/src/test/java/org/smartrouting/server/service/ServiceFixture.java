package org.smartrouting.server.service;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.smartrouting.core.engine.AssignmentCommand;
import org.smartrouting.core.engine.Command;
import org.smartrouting.core.engine.Push;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.SpecialistCommand;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.shard.Reply;
import org.smartrouting.core.shard.ShardConfig;
import org.smartrouting.core.shard.ShardStatus;
import org.smartrouting.core.shard.Shards;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.store.Database;
import org.smartrouting.core.store.DatabaseConfig;
import org.smartrouting.core.store.testing.DatabaseKind;
import org.smartrouting.core.store.testing.TestDatabase;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.server.error.UnexpectedErrors;
import org.smartrouting.server.validation.RequestRules;
import org.smartrouting.v1.PoolServiceGrpc;
import org.smartrouting.v1.RoutingServiceGrpc;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.TaskServiceGrpc;
import org.smartrouting.v1.TaskSpec;

/** The services over real shards on a database of their own, called over real stubs. */
final class ServiceFixture implements AutoCloseable {
  static final PoolKey POOL = new PoolKey(PoolKey.DEFAULT_TENANT, PoolKey.DEFAULT_POOL);
  private static final int SHARDS = 4;

  private final TestDatabase schema = TestDatabase.shared(DatabaseKind.H2).freshSchema();
  private final ShardConfig sizes;
  private ExecutorService blocking;
  private Database database;
  private GatedStore store;
  private Shards shards;
  private Server server;
  private ManagedChannel channel;
  private Traffic traffic;

  ServiceFixture() {
    this(ShardConfig.defaults("test", SHARDS));
  }

  ServiceFixture(ShardConfig sizes) {
    this.sizes = sizes;
    open();
  }

  TaskServiceGrpc.TaskServiceBlockingStub tasks() {
    return TaskServiceGrpc.newBlockingStub(channel);
  }

  TaskServiceGrpc.TaskServiceStub taskStreams() {
    return TaskServiceGrpc.newStub(channel);
  }

  PoolServiceGrpc.PoolServiceBlockingStub pools() {
    return PoolServiceGrpc.newBlockingStub(channel);
  }

  RoutingServiceGrpc.RoutingServiceBlockingStub routing() {
    return RoutingServiceGrpc.newBlockingStub(channel);
  }

  RoutingServiceGrpc.RoutingServiceFutureStub routingLater() {
    return RoutingServiceGrpc.newFutureStub(channel);
  }

  Shards shards() {
    return shards;
  }

  GatedStore store() {
    return store;
  }

  Traffic traffic() {
    return traffic;
  }

  /** Submits a task that anybody can do. */
  org.smartrouting.v1.Task submit(String title) {
    SubmitTaskRequest request =
        SubmitTaskRequest.newBuilder().setSpec(TaskSpec.newBuilder().setTitle(title)).build();
    return tasks().submitTask(request).getTask();
  }

  /** Carries a command out. */
  <R> R apply(PoolKey pool, Command<R> command) {
    return later(pool, command).join();
  }

  /** Gives a command to the shard of a pool. */
  <R> CompletableFuture<R> later(PoolKey pool, Command<R> command) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    Reply<R> reply =
        new Reply<>() {
          @Override
          public void done(R value) {
            answer.complete(value);
          }

          @Override
          public void refused(Refusal refusal) {
            answer.completeExceptionally(new IllegalStateException(refusal.toString()));
          }
        };
    shards.of(pool).submit(Lane.WORK, command, reply);
    return answer;
  }

  /** Registers a specialist that is not connected. */
  void register(String id, int slots) {
    SpecialistKey key = new SpecialistKey(POOL, id);
    apply(POOL, new SpecialistCommand.Register(key, SpecialistSpec.of(Map.of("java", 3), slots)));
  }

  /** Connects a specialist. */
  Worker connect(String id, int slots) {
    BlockingQueue<Push> pushes = new LinkedBlockingQueue<>();
    long address = shards.of(POOL).open(pushes::add);
    SpecialistSpec spec = SpecialistSpec.of(Map.of("java", 3), slots);
    apply(
        POOL, new SpecialistCommand.Connect(new SpecialistKey(POOL, id), spec, address, List.of()));
    return new Worker(this, pushes);
  }

  /** A connected specialist. */
  record Worker(ServiceFixture fixture, BlockingQueue<Push> pushes) {
    /** Takes the next assignment. */
    Task take() throws InterruptedException {
      Push push = pushes.poll(60, TimeUnit.SECONDS);
      if (!(push instanceof Push.Assigned assigned)) {
        throw new AssertionError("no assignment but " + push);
      }
      fixture.apply(POOL, new AssignmentCommand.Accept(reference(assigned.task())));
      return assigned.task();
    }

    void complete(Task task) {
      TaskResult result = new TaskResult(Bytes.of(new byte[] {1, 2, 3}), "text/plain", "done");
      fixture.apply(POOL, new AssignmentCommand.Complete(reference(task), result));
    }

    void fail(Task task) {
      fixture.apply(
          POOL,
          new AssignmentCommand.Fail(
              reference(task), AssignmentCommand.FailureKind.PERMANENT, "it broke"));
    }

    private static AssignmentCommand.Reference reference(Task task) {
      return new AssignmentCommand.Reference(
          task.pool().tenant(), task.id(), task.status().lease().token());
    }
  }

  /** Ends the server and begins again on the same database. */
  void restart() {
    stop();
    open();
  }

  @Override
  public void close() {
    stop();
    schema.close();
  }

  void awaitServing() {
    Await.until(
        () ->
            shards.all().stream()
                .allMatch(shard -> shard.status().phase() == ShardStatus.Phase.SERVING));
  }

  private void open() {
    blocking = Executors.newFixedThreadPool(4);
    database =
        Database.open(
            DatabaseConfig.defaults()
                .at(schema.jdbcUrl(), schema.user(), schema.password())
                .withShardCount(SHARDS));
    store = new GatedStore(database.shards());
    shards =
        Shards.of(
            sizes, store, database.tasks(), blocking, InstantSource.system(), SecureRandom::new);
    shards.start();
    awaitServing();
    SecureRandom chance = new SecureRandom();
    Calls calls =
        new Calls(
            new RequestRules(),
            shards,
            new UnexpectedErrors(chance),
            InstantSource.system(),
            chance);
    traffic = new Traffic();
    String name = InProcessServerBuilder.generateName();
    try {
      server =
          InProcessServerBuilder.forName(name)
              .directExecutor()
              .intercept(traffic)
              .addService(new TaskEndpoint(calls, database.tasks(), blocking))
              .addService(new RoutingEndpoint(calls))
              .addService(new PoolEndpoint(calls))
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    channel = InProcessChannelBuilder.forName(name).directExecutor().build();
  }

  private void stop() {
    store.open();
    channel.shutdownNow();
    server.shutdownNow();
    try {
      if (!shards.stop(Duration.ofSeconds(30))) {
        throw new AssertionError("the shards did not stop");
      }
      blocking.shutdown();
      if (!blocking.awaitTermination(30, TimeUnit.SECONDS)) {
        throw new AssertionError("a blocking call did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    database.close();
  }
}

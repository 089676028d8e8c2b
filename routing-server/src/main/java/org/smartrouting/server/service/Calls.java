package org.smartrouting.server.service;

import com.google.protobuf.Message;
import com.google.rpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.smartrouting.core.engine.Command;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.RefusalReason;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.shard.Reply;
import org.smartrouting.core.shard.Shard;
import org.smartrouting.core.shard.Shards;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.server.codec.PoolCodec;
import org.smartrouting.server.error.ErrorReasons;
import org.smartrouting.server.error.ErrorStatus;
import org.smartrouting.server.error.UnexpectedErrors;
import org.smartrouting.server.validation.RequestRules;
import org.smartrouting.server.validation.Violation;
import org.smartrouting.v1.ErrorReason;

/**
 * What all services have in common: the way of a call from the check of its request over the
 * mailbox of a shard to its answer. Nothing here blocks, so everything may run on a transport
 * thread. Safe for use by many threads.
 */
public final class Calls {
  private final RequestRules rules;
  private final Shards shards;
  private final UnexpectedErrors unexpected;
  private final InstantSource clock;
  private final RandomGenerator chance;

  /**
   * Wires the way of a call.
   *
   * @param rules checks requests
   * @param shards takes commands
   * @param unexpected words for defects
   * @param clock wall time
   * @param chance source of ids; safe for use by many threads
   */
  public Calls(
      RequestRules rules,
      Shards shards,
      UnexpectedErrors unexpected,
      InstantSource clock,
      RandomGenerator chance) {
    this.rules = rules;
    this.shards = shards;
    this.unexpected = unexpected;
    this.clock = clock;
    this.chance = chance;
  }

  /** All shards. */
  public Shards shards() {
    return shards;
  }

  /** The present, microseconds since the epoch. */
  public long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
  }

  /** Whose call this is. The server runs without credentials, so there is one tenant. */
  public String tenant() {
    return PoolKey.DEFAULT_TENANT;
  }

  /** The pool that a request names; empty means default. */
  public PoolKey pool(String name) {
    return PoolCodec.key(tenant(), name);
  }

  /** The id of the task that a request makes: always the same one for the same request id. */
  public TaskId newTaskId(PoolKey pool, String requestId) {
    int shard = shards.numberOf(pool);
    return requestId.isEmpty()
        ? TaskId.random(shard, chance.nextLong(), chance.nextLong())
        : TaskId.ofRequest(shard, pool, requestId);
  }

  /** An id by chance in a shard. */
  public TaskId newTaskId(int shard) {
    return TaskId.random(shard, chance.nextLong(), chance.nextLong());
  }

  /** The id of what a request within some scope makes: always the same one for the same name. */
  public TaskId taskIdOf(int shard, String scope, String name) {
    return TaskId.ofRequest(shard, new PoolKey(tenant(), scope), name);
  }

  /** What a request breaks; empty when it is good. */
  List<Violation> violations(Message request) {
    return rules.check(request, nowMicros());
  }

  /** Ends the call and returns true when the request breaks a rule. */
  public boolean refusedByRules(Message request, StreamObserver<?> observer) {
    List<Violation> violations = violations(request);
    if (violations.isEmpty()) {
      return false;
    }
    fail(observer, ErrorStatus.of(violations));
    return true;
  }

  /** Submits a command to the shard of a pool and answers a unary call with what comes of it. */
  public <R, M> void answer(
      PoolKey pool, Lane lane, Command<R> command, StreamObserver<M> observer, Function<R, M> as) {
    shards.of(pool).submit(lane, command, reply(observer, as));
  }

  /** Submits a command to the shard of a task and answers a unary call with what comes of it. */
  public <R, M> void answer(
      TaskId task, Lane lane, Command<R> command, StreamObserver<M> observer, Function<R, M> as) {
    Shard shard = shards.of(task);
    if (shard == null) {
      fail(observer, status(noTask(task)));
    } else {
      shard.submit(lane, command, reply(observer, as));
    }
  }

  /** Submits a command to the shard of a pool and goes on unless it is refused. */
  public <R> void ask(
      PoolKey pool, Command<R> command, StreamObserver<?> observer, Consumer<? super R> next) {
    shards.of(pool).submit(Lane.WORK, command, new NextStep<>(observer, next));
  }

  /** Submits a command to the shard of an id and goes on unless it is refused. */
  public <R> void ask(
      TaskId id,
      Lane lane,
      Command<R> command,
      StreamObserver<?> observer,
      Consumer<? super R> next) {
    Shard shard = shards.of(id);
    if (shard == null) {
      fail(observer, status(noTask(id)));
    } else {
      shard.submit(lane, command, new NextStep<>(observer, next));
    }
  }

  /** Goes on with a call where it may block; what goes wrong there ends the call. */
  public void later(Executor blocking, StreamObserver<?> observer, Runnable action) {
    try {
      blocking.execute(() -> guarded(observer, action));
    } catch (RejectedExecutionException e) {
      fail(observer, status(e));
    }
  }

  private void guarded(StreamObserver<?> observer, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      fail(observer, status(e));
    }
  }

  /** The status for a page token or cursor that was not made for this call. */
  public static Status invalidCursor(String field) {
    return ErrorStatus.of(
        ErrorReason.ERROR_REASON_INVALID_CURSOR,
        "The " + field + " is not one of this call.",
        Map.of("field", field));
  }

  /** Answers a unary call with what comes of a command. */
  public <R, M> Reply<R> reply(StreamObserver<M> observer, Function<R, M> as) {
    return new UnaryReply<>(observer, as);
  }

  /** The status for a refusal. */
  public static Status status(Refusal refusal) {
    return ErrorStatus.of(
        ErrorReasons.named(refusal.reason().name()), refusal.message(), refusal.metadata());
  }

  /** The status for an exception that nobody expected. */
  public Status status(Throwable defect) {
    return unexpected.toStatus(defect);
  }

  /** The refusal for a task whose id no shard can have made. */
  public static Refusal noTask(TaskId task) {
    return Refusal.of(
        RefusalReason.TASK_NOT_FOUND, "there is no task " + task, "task_id", task.toString());
  }

  /** Ends a call with a status. */
  public static void fail(StreamObserver<?> observer, Status status) {
    observer.onError(ErrorStatus.toException(status));
  }

  private final class UnaryReply<R, M> implements Reply<R> {
    private final StreamObserver<M> observer;
    private final Function<R, M> as;

    UnaryReply(StreamObserver<M> observer, Function<R, M> as) {
      this.observer = observer;
      this.as = as;
    }

    @Override
    public void done(R value) {
      M message;
      try {
        message = as.apply(value);
      } catch (RuntimeException e) {
        fail(observer, status(e));
        return;
      }
      observer.onNext(message);
      observer.onCompleted();
    }

    @Override
    public void refused(Refusal refusal) {
      fail(observer, status(refusal));
    }
  }

  private final class NextStep<R> implements Reply<R> {
    private final StreamObserver<?> observer;
    private final Consumer<? super R> next;

    NextStep(StreamObserver<?> observer, Consumer<? super R> next) {
      this.observer = observer;
      this.next = next;
    }

    @Override
    public void done(R value) {
      guarded(observer, () -> next.accept(value));
    }

    @Override
    public void refused(Refusal refusal) {
      fail(observer, status(refusal));
    }
  }
}

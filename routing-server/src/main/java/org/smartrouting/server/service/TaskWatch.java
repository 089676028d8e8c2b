package org.smartrouting.server.service;

import com.google.rpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.PoolCommand;
import org.smartrouting.core.shard.ChangeFeed;
import org.smartrouting.core.shard.Shard;
import org.smartrouting.core.store.TaskReader;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.server.codec.Cursors;
import org.smartrouting.server.codec.TaskCodec;
import org.smartrouting.v1.WatchTasksResponse;

/**
 * One watcher. It follows the changes of a shard at the pace at which its client reads: it holds at
 * most one page of them, and what it has not reached yet stays in the store.
 *
 * <p>Where named tasks are watched, the position from which changes are followed is fixed first and
 * the states are read then; of those only what is not after the position is shown, in the order of
 * the changes. So each change is shown once, as a state or as a change, and every message has a
 * cursor from which the rest follows.
 *
 * <p>Messages are sent by one thread at a time, which may block; everything else only wakes it.
 */
final class TaskWatch {
  private static final long BEGINNING = -1;

  private final Calls calls;
  private final WatchScope scope;
  private final ServerCallStreamObserver<WatchTasksResponse> out;
  private final ChangeFeed feed;
  private final ChangePages changes;
  private final NamedTasks named;
  private final SerialAction drain;
  private final Runnable onChange = this::wake;
  private volatile boolean begun;
  private volatile boolean ended;

  // Of the drain only, but for the time before it begins.
  private long since;
  private long position;
  private boolean introduced;
  private boolean mayHaveMore;
  private Iterator<Task> page = List.<Task>of().iterator();

  TaskWatch(
      Calls calls,
      TaskReader reader,
      Executor blocking,
      WatchScope scope,
      ServerCallStreamObserver<WatchTasksResponse> out) {
    Shard shard = calls.shards().of(scope.pool());
    int number = calls.shards().numberOf(scope.pool());
    this.calls = calls;
    this.scope = scope;
    this.out = out;
    this.feed = shard.feed();
    this.changes = new ChangePages(feed, reader, number, scope);
    this.named = new NamedTasks(reader, number, scope);
    this.drain = new SerialAction(blocking, this::send, e -> fail(calls.status(e)));
  }

  /**
   * Begins; must be called before the handler of the call returns.
   *
   * @param cursor the cursor to resume after; empty for none
   */
  void start(String cursor) {
    out.setOnCancelHandler(this::end);
    out.setOnReadyHandler(this::wake);
    calls.ask(scope.pool(), new PoolCommand.Get(scope.pool()), out, pool -> begin(cursor));
  }

  private void begin(String cursor) {
    position = feed.lastSeq();
    since = scope.namesTasks() ? BEGINNING : position;
    if (!cursor.isEmpty()) {
      OptionalLong resumed = Cursors.change(scope.cursors(), cursor);
      if (resumed.isEmpty() || resumed.getAsLong() < 0 || resumed.getAsLong() > position) {
        fail(Calls.invalidCursor("cursor"));
        return;
      }
      since = resumed.getAsLong();
    }
    begun = true;
    feed.add(onChange);
    if (ended) {
      feed.remove(onChange);
    }
    wake();
  }

  private void wake() {
    if (begun && !ended) {
      drain.ask();
    }
  }

  private void end() {
    ended = true;
    feed.remove(onChange);
  }

  private void fail(Status status) {
    end();
    Calls.fail(out, status);
  }

  private void send() {
    if (ended || !out.isReady()) {
      return;
    }
    try {
      if (introduced || introduce()) {
        sendPage();
      }
    } catch (RuntimeException e) {
      fail(calls.status(e));
    }
  }

  /** Sends the first message; returns false when the call ends instead. */
  private boolean introduce() {
    if (scope.namesTasks()) {
      @Nullable TaskId missing = named.load(since, position);
      if (missing != null) {
        fail(Calls.status(Calls.noTask(missing)));
        return false;
      }
    } else {
      position = since;
    }
    introduced = true;
    out.onNext(message(scope.namesTasks() ? named.seenUpTo() : since).build());
    return true;
  }

  private void sendPage() {
    if (!page.hasNext()) {
      page = nextPage();
    }
    while (page.hasNext() && out.isReady() && !ended) {
      show(page.next());
    }
    if (scope.finishedOnly() && scope.namesTasks() && named.areFinished()) {
      end();
      out.onCompleted();
    } else if (!page.hasNext() && mayHaveMore) {
      // Behind the others that wait for a thread, so that one watcher cannot keep it.
      wake();
    }
  }

  private Iterator<Task> nextPage() {
    if (!named.isShown()) {
      mayHaveMore = true;
      return named.next().iterator();
    }
    ChangePages.Page next = changes.after(position);
    mayHaveMore = next.upTo() > position;
    position = next.upTo();
    return next.tasks().iterator();
  }

  private void show(Task task) {
    if (scope.shows(task)) {
      named.shown(task);
      out.onNext(
          message(task.status().changeSeq())
              .setTask(TaskCodec.toMessage(task, scope.view()))
              .build());
    }
  }

  private WatchTasksResponse.Builder message(long changeSeq) {
    return WatchTasksResponse.newBuilder().setCursor(Cursors.ofChange(scope.cursors(), changeSeq));
  }
}

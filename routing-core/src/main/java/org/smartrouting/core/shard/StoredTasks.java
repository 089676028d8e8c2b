package org.smartrouting.core.shard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.smartrouting.core.engine.Command;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.SpecialistCommand.PerformanceLoaded;
import org.smartrouting.core.engine.Stored;
import org.smartrouting.core.score.Performance;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.store.ShardStore;
import org.smartrouting.core.store.TaskReader;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;

/**
 * Reads for the engine of a shard what it has not in memory, on threads that may block, and puts
 * the commands back into the mailbox with what was found. Questions that come while a query is
 * under way are answered by the next one together. Thread-safe.
 */
final class StoredTasks {
  private static final Logger log = LoggerFactory.getLogger(StoredTasks.class);
  private static final int MAX_IDS = 500;
  private static final int RETRY_SECONDS = 1;

  private record Question<R>(Command<R> command, Reply<R> reply, Set<TaskId> ids, long epoch) {
    Mail answered(Map<TaskId, Task> rows) {
      Map<TaskId, Task> found = new HashMap<>();
      for (TaskId id : ids) {
        Task task = rows.get(id);
        if (task != null) {
          found.put(id, task);
        }
      }
      return new Mail.Request<>(command, new Stored(ids, found), epoch, reply);
    }
  }

  private final int shard;
  private final TaskReader reader;
  private final ShardStore store;
  private final Executor blocking;
  private final Mailbox mailbox;
  private final Object lock = new Object();
  private List<Question<?>> waiting = new ArrayList<>();
  private boolean reading;

  StoredTasks(int shard, TaskReader reader, ShardStore store, Executor blocking, Mailbox mailbox) {
    this.shard = shard;
    this.reader = reader;
    this.store = store;
    this.blocking = blocking;
    this.mailbox = mailbox;
  }

  <R> void read(Command<R> command, Reply<R> reply, Set<TaskId> ids, long epoch) {
    synchronized (lock) {
      waiting.add(new Question<>(command, reply, ids, epoch));
      if (reading) {
        return;
      }
      reading = true;
    }
    blocking.execute(this::readOn);
  }

  void readPerformance(SpecialistKey specialist, long epoch) {
    blocking.execute(() -> loadPerformance(specialist, epoch));
  }

  private void readOn() {
    List<Question<?>> questions = next();
    while (!questions.isEmpty()) {
      answer(questions);
      questions = next();
    }
  }

  private List<Question<?>> next() {
    synchronized (lock) {
      List<Question<?>> taken = new ArrayList<>();
      int ids = 0;
      while (taken.size() < waiting.size() && ids < MAX_IDS) {
        Question<?> question = waiting.get(taken.size());
        ids += question.ids().size();
        if (ids > MAX_IDS && !taken.isEmpty()) {
          break;
        }
        taken.add(question);
      }
      waiting = new ArrayList<>(waiting.subList(taken.size(), waiting.size()));
      reading = !taken.isEmpty();
      return taken;
    }
  }

  private void answer(List<Question<?>> questions) {
    Set<TaskId> ids = new LinkedHashSet<>();
    questions.forEach(question -> ids.addAll(question.ids()));
    Map<TaskId, Task> rows;
    try {
      rows = reader.find(shard, ids);
    } catch (RuntimeException e) {
      log.warn("shard {}: stored tasks could not be read: {}", shard, e.getMessage());
      for (Question<?> question : questions) {
        mailbox.post(new Mail.Unanswered(question.ids(), question.epoch()));
        question.reply().refused(ShardRefusals.UNKNOWN_OUTCOME);
      }
      return;
    }
    for (Question<?> question : questions) {
      if (!mailbox.post(question.answered(rows))) {
        question.reply().refused(ShardRefusals.STOPPING);
      }
    }
  }

  private void loadPerformance(SpecialistKey specialist, long epoch) {
    Map<String, Performance> byType;
    try {
      byType = store.performanceOf(shard, specialist);
    } catch (RuntimeException e) {
      log.warn("shard {}: performance could not be read: {}", shard, e.getMessage());
      CompletableFuture.delayedExecutor(RETRY_SECONDS, TimeUnit.SECONDS, blocking)
          .execute(() -> loadPerformance(specialist, epoch));
      return;
    }
    mailbox.post(
        new Mail.Request<>(
            new PerformanceLoaded(specialist, byType), Stored.NOTHING, 0, Ignored.INSTANCE));
  }

  private enum Ignored implements Reply<Boolean> {
    INSTANCE;

    @Override
    public void done(Boolean value) {}

    @Override
    public void refused(Refusal refusal) {}
  }
}

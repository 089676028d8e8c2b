package org.smartrouting.core.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.smartrouting.core.engine.Effects;
import org.smartrouting.core.engine.Outcome;
import org.smartrouting.core.engine.Push;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.ShardEngine;
import org.smartrouting.core.engine.Stored;
import org.smartrouting.core.pool.Durability;
import org.smartrouting.core.store.TaskWrite;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;

/**
 * One epoch of a shard: an engine made from the store, the journal that writes under that epoch,
 * and the answers that wait for the next commit. Belongs to the thread of the engine.
 */
final class Serving {
  private final ShardEngine engine;
  private final long epoch;
  private final Journal journal;
  private final Releaser releaser;
  private final StoredTasks storedTasks;
  private final LongSupplier nowMicros;
  private List<Release.Answer<?>> answers = new ArrayList<>();
  private List<TaskId> finishing = List.of();
  private final PurgeTimes purges;

  Serving(
      ShardEngine engine,
      long epoch,
      Journal journal,
      Releaser releaser,
      StoredTasks storedTasks,
      LongSupplier nowMicros) {
    this.engine = engine;
    this.epoch = epoch;
    this.journal = journal;
    this.releaser = releaser;
    this.storedTasks = storedTasks;
    this.nowMicros = nowMicros;
    this.purges = new PurgeTimes(nowMicros.getAsLong());
  }

  ShardEngine engine() {
    return engine;
  }

  Journal journal() {
    return journal;
  }

  long epoch() {
    return epoch;
  }

  /** Deals with mail, then with what is due, then gives the journal what has gathered. */
  void turn(List<Mail> mail) throws InterruptedException {
    for (Mail piece : mail) {
      deal(piece);
    }
    engine.advance(nowMicros.getAsLong());
    showRelaxed();
    if (journal.isIdle()) {
      write();
    }
  }

  /** Whether everything is committed and shown. */
  boolean isQuiet() {
    return journal.isIdle() && answers.isEmpty() && !engine.hasUnwritten();
  }

  /** Gives up: what waits for a commit will not be answered otherwise. */
  void refuseAll(Refusal refusal) {
    answers.forEach(answer -> answer.reply().refused(refusal));
    answers.clear();
  }

  private void deal(Mail piece) {
    if (piece instanceof Mail.Request<?> request) {
      apply(request);
    } else if (piece instanceof Mail.Unanswered unanswered) {
      if (unanswered.epoch() == epoch) {
        engine.abandon(unanswered.asked());
      }
    } else if (piece instanceof Mail.Pause) {
      engine.pause();
    }
  }

  private <R> void apply(Mail.Request<R> request) {
    // What was read in an earlier epoch answers a question that this engine never asked.
    boolean current = request.epoch() == 0 || request.epoch() == epoch;
    Stored stored = current ? request.stored() : Stored.NOTHING;
    Outcome<R> outcome = engine.apply(request.command(), stored, nowMicros.getAsLong());
    if (outcome instanceof Outcome.Done<R> done) {
      Runnable send = () -> request.reply().done(done.value());
      if (done.durability() == Durability.RELAXED) {
        send.run();
      } else {
        answers.add(new Release.Answer<>(request.reply(), send));
      }
    } else if (outcome instanceof Outcome.Refused<R> refused) {
      Runnable send = () -> request.reply().refused(refused.refusal());
      answers.add(new Release.Answer<>(request.reply(), send));
    } else if (outcome instanceof Outcome.NeedsStored<R> needs) {
      storedTasks.read(request.command(), request.reply(), needs.ids(), epoch);
    }
  }

  private void showRelaxed() throws InterruptedException {
    List<Push> pushes = engine.takeRelaxedPushes(nowMicros.getAsLong());
    if (!pushes.isEmpty()) {
      releaser.release(new Release(List.of(), pushes, List.of()));
    }
  }

  private void write() throws InterruptedException {
    engine.forget(finishing);
    finishing = List.of();
    boolean quiet = answers.isEmpty() && !engine.hasUnwritten();
    if (purges.areDue(nowMicros.getAsLong(), quiet, journal.hasMoreToPurge())) {
      journal.purge(nowMicros.getAsLong());
      return;
    }
    if (quiet) {
      return;
    }
    Effects effects = engine.drain(nowMicros.getAsLong());
    effects.performanceWanted().forEach(key -> storedTasks.readPerformance(key, epoch));
    EjectionLog.write(effects.ejected());
    List<Task> changes = effects.batch().tasks().stream().map(TaskWrite::task).toList();
    Release release = new Release(answers, effects.pushes(), changes);
    answers = new ArrayList<>();
    if (!effects.batch().isEmpty()) {
      finishing = effects.finished();
      journal.write(effects.batch(), release);
    } else {
      if (!release.isEmpty()) {
        releaser.release(release);
      }
    }
  }
}

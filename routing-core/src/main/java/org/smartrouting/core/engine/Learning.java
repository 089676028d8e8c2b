package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.smartrouting.core.score.LearningPolicy;
import org.smartrouting.core.score.Performance;
import org.smartrouting.core.score.Result;
import org.smartrouting.core.score.ScoreBook;
import org.smartrouting.core.score.ScorePage;
import org.smartrouting.core.specialist.SpecialistKey;

/**
 * Sees to it that what the store knows of a specialist, or of a whole pool, is there when something
 * is learned of it. Results that come before are kept until it is, or they would take its place.
 *
 * <p>What is learned is written at most once a second: each task would otherwise cost two rows
 * more, and a lost second of learning changes no task.
 */
final class Learning {
  /** Time from one writing to the next. */
  static final long WRITE_EVERY_MICROS = 1_000_000;

  /**
   * A result and how it is learned.
   *
   * @param taskType type of the task
   * @param result what was shown
   * @param policy how the pool learns
   * @param poolSize number of its specialists
   * @param nowMicros when it came
   */
  record Lesson(
      String taskType, Result result, LearningPolicy policy, int poolSize, long nowMicros) {}

  private final ScoreBook book;
  private final Outbox outbox;
  private final Set<SpecialistKey> known;
  private final Map<SpecialistKey, List<Lesson>> awaited = new HashMap<>();
  private long nextWriteMicros;
  private boolean hurried;

  /**
   * Makes one that knows nobody.
   *
   * @param known who was loaded; the book takes out of it whom it forgets
   */
  Learning(ScoreBook book, Outbox outbox, Set<SpecialistKey> known) {
    this.book = book;
    this.outbox = outbox;
    this.known = known;
  }

  /** Asks for what is known of a specialist or pool, unless it is there or on its way. */
  void want(SpecialistKey who) {
    if (!known.contains(who) && !awaited.containsKey(who)) {
      awaited.put(who, new ArrayList<>());
      outbox.wantPerformance(who);
    }
  }

  /** The same of a specialist, of whom it is asked with each decision. */
  void want(LiveSpecialist specialist) {
    ScorePage page = specialist.page(book);
    if (!page.isWanted()) {
      want(specialist.key());
      page.wanted();
    }
  }

  /** What is known has come; returns whether it was still wanted. */
  boolean loaded(SpecialistKey who, Map<String, Performance> byType) {
    List<Lesson> lessons = awaited.remove(who);
    if (lessons == null) {
      return false;
    }
    known.add(who);
    book.load(who, byType);
    lessons.forEach(lesson -> learn(who, lesson));
    return true;
  }

  /** A specialist has done a task, or failed to; its pool learns from it too. */
  void result(SpecialistKey specialist, Lesson lesson) {
    for (SpecialistKey who : List.of(specialist, ScoreBook.wholePool(specialist.pool()))) {
      want(who);
      List<Lesson> waiting = awaited.get(who);
      if (waiting == null) {
        learn(who, lesson);
      } else {
        waiting.add(lesson);
      }
    }
  }

  /** Writes everything without delay from now on. */
  void hurry() {
    hurried = true;
  }

  /** Whether something was learned that is still to be written. */
  boolean hasUnwritten() {
    return book.hasUnwritten();
  }

  /** When something is to be written; {@link Timed#NEVER} when nothing was learned. */
  long dueMicros() {
    if (!book.hasUnwritten()) {
      return Timed.NEVER;
    }
    return hurried ? 0 : nextWriteMicros;
  }

  /** Gives what was learned to the outbox if it is due. */
  void write(long nowMicros) {
    if (dueMicros() <= nowMicros) {
      nextWriteMicros = nowMicros + WRITE_EVERY_MICROS;
      outbox.learned(book.takeUnwritten());
    }
  }

  void forget(SpecialistKey who) {
    known.remove(who);
    awaited.remove(who);
    book.forget(who);
    outbox.forget(who);
  }

  private void learn(SpecialistKey who, Lesson lesson) {
    book.learn(
        who,
        lesson.taskType(),
        lesson.result(),
        lesson.policy(),
        lesson.poolSize(),
        lesson.nowMicros());
  }
}

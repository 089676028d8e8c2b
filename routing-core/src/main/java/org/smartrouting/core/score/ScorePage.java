package org.smartrouting.core.score;

import org.jspecify.annotations.Nullable;
import org.smartrouting.core.specialist.SpecialistKey;

/**
 * A bookmark in the {@link ScoreBook}: what it said last of one specialist, until that changes. To
 * look dozens of specialists up for each decision would take longer than to compare them. Only the
 * book changes it, but for {@link #isWanted}. Not thread-safe.
 */
public final class ScorePage {
  private final SpecialistKey specialist;
  private @Nullable String taskType;
  private double successes;
  private double failures;
  private double durations;
  private double meanLogSeconds;
  private double squaredLogSeconds;
  private long updatedMicros;
  private double results;
  private boolean isEntry;
  private boolean proven;
  private int writing;
  private boolean kept = true;
  private boolean wanted;

  ScorePage(SpecialistKey specialist) {
    this.specialist = specialist;
  }

  SpecialistKey specialist() {
    return specialist;
  }

  /** Whether it was asked for what the store knows of the specialist, and all of that is here. */
  public boolean isWanted() {
    return wanted;
  }

  /** What the store knows of the specialist has been asked for. */
  public void wanted() {
    wanted = kept;
  }

  /** Whether it says what the book would say of this type. */
  boolean isOf(String type, int writings) {
    return type.equals(taskType) && (isEntry || writing == writings);
  }

  /** The book says this. */
  void says(String type, Performance performance, double clock, boolean isProven) {
    if (kept) {
      taskType = type;
    }
    // Not the object: it would be one more look into memory for each who is compared.
    successes = performance.successes();
    failures = performance.failures();
    durations = performance.durations();
    meanLogSeconds = performance.meanLogSeconds();
    squaredLogSeconds = performance.squaredLogSeconds();
    updatedMicros = performance.updatedMicros();
    results = clock;
    proven = isProven;
    isEntry = true;
  }

  /** The book has no entry, and what is still to be written is this. */
  void saysNothing(String type, Performance unwritten, int writings) {
    says(type, unwritten, 0, false);
    isEntry = false;
    writing = writings;
  }

  /** Something of the specialist has changed. */
  void outdated() {
    taskType = null;
  }

  /** Something of the specialist was forgotten. */
  void forgotten() {
    outdated();
    wanted = false;
  }

  /** Nobody will say any more when something changes. */
  void dropped() {
    forgotten();
    kept = false;
  }

  boolean isProven() {
    return proven;
  }

  /**
   * What is left of what was known.
   *
   * @param clock clock of results of the pool
   */
  Performance faded(double clock, LearningPolicy policy, long nowMicros) {
    Performance known =
        new Performance(
            successes, failures, durations, meanLogSeconds, squaredLogSeconds, updatedMicros);
    if (!isEntry) {
      return known;
    }
    double byTime = (double) (nowMicros - updatedMicros) / policy.idleHalfLifeMicros();
    return known.faded(Math.min(byTime, clock - results));
  }
}

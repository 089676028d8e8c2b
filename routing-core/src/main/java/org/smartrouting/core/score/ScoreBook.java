package org.smartrouting.core.score;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.specialist.SpecialistKey;

/**
 * What is known of the specialists, as far as it is of use: a bounded cache over the store, filled
 * from the store and written behind. It says who falls out of it, so that it can be loaded anew.
 * Not thread-safe.
 *
 * <p>What is known of somebody who does nothing fades. Nothing is swept for that: each entry knows
 * when it was last changed, by the clock of time and by one of results, and fades when it is read.
 */
public final class ScoreBook {
  private static final Spread NOBODY = new Spread();

  /**
   * What is known.
   *
   * @param known what
   * @param results clock of results of the pool when it was last changed
   * @param proven whether there ever were results enough
   */
  private record Entry(Performance known, double results, boolean proven) {}

  private final Cache<PerformanceKey, Entry> cache;
  private final Map<PerformanceKey, Performance> unwritten = new LinkedHashMap<>();
  private final Map<PerformanceKey, Spread> spreads = new HashMap<>();
  private final Map<PoolKey, Double> clocks = new HashMap<>();
  private final Map<SpecialistKey, ScorePage> pages = new HashMap<>();

  /** Counts how often what was unwritten was taken. */
  private int writings;

  /**
   * Makes an empty book.
   *
   * @param maxEntries most pairs of specialist and type that are remembered, at least 1
   * @param onEvicted is told of whom something was forgotten for want of room
   */
  public ScoreBook(long maxEntries, Consumer<SpecialistKey> onEvicted) {
    // On the caller's thread: the engine is deterministic and has one thread only.
    cache =
        Caffeine.newBuilder()
            .maximumSize(maxEntries)
            .executor(Runnable::run)
            .<PerformanceKey, Entry>evictionListener(
                (key, entry, cause) -> {
                  if (key != null && entry != null) {
                    leaves(key, entry.known());
                    forgotten(key.specialist());
                    onEvicted.accept(key.specialist());
                  }
                })
            .build();
  }

  /** What is expected of anybody in the pool. */
  public Prior prior(PoolKey pool, String taskType, LearningPolicy policy) {
    PerformanceKey key = new PerformanceKey(wholePool(pool), taskType);
    return Prior.of(known(key), spreads.getOrDefault(key, NOBODY), policy);
  }

  /** What is expected of the specialists of a pool, at one moment. */
  public Outlook outlook(PoolKey pool, String taskType, LearningPolicy policy, long nowMicros) {
    return new Outlook(this, pool, taskType, policy, nowMicros);
  }

  /** The bookmark of a specialist, until it is forgotten; the same each time. */
  public ScorePage page(SpecialistKey specialist) {
    return pages.computeIfAbsent(specialist, ScorePage::new);
  }

  /** Brings a bookmark up to date. */
  ScorePage read(ScorePage page, String taskType) {
    if (!page.isOf(taskType, writings)) {
      PerformanceKey key = new PerformanceKey(page.specialist(), taskType);
      Entry entry = cache.getIfPresent(key);
      if (entry == null) {
        Performance known = unwritten.getOrDefault(key, Performance.NONE);
        page.saysNothing(taskType, known, writings);
      } else {
        page.says(taskType, entry.known(), entry.results(), entry.proven());
      }
    }
    return page;
  }

  /**
   * Whether a specialist has had results enough not to be a newcomer, however much of them is
   * forgotten by now.
   */
  public boolean isProven(ScorePage page, String taskType) {
    return read(page, taskType).isProven();
  }

  /** What is expected of somebody in the pool. */
  public Estimate estimate(PoolKey pool, String taskType, LearningPolicy policy) {
    return Estimate.of(Performance.NONE, prior(pool, taskType, policy));
  }

  /** Measured durations of a type that the pool remembers. */
  public double durations(PoolKey pool, String taskType) {
    return known(new PerformanceKey(wholePool(pool), taskType)).durations();
  }

  /**
   * Learns a result. What is learned of a specialist moves the clock of its pool.
   *
   * @param who a specialist or a whole pool
   * @param poolSize number of specialists of the pool
   */
  public void learn(
      SpecialistKey who,
      String taskType,
      Result result,
      LearningPolicy policy,
      int poolSize,
      long nowMicros) {
    PerformanceKey key = new PerformanceKey(who, taskType);
    Performance next = faded(key, policy, nowMicros).with(result, policy.memory(), nowMicros);
    if (!isWholePool(who)) {
      double step = 1.0 / (LearningPolicy.IDLE_RESULTS * Math.max(1, poolSize));
      clocks.merge(who.pool(), step, Double::sum);
    }
    put(key, next, next.results() >= LearningPolicy.PROVEN_RESULTS);
    unwritten.put(key, next);
  }

  /** Takes over what the store knows of types of which nothing is known here. */
  public void load(SpecialistKey specialist, Map<String, Performance> byType) {
    byType.forEach(
        (type, stored) -> {
          PerformanceKey key = new PerformanceKey(specialist, type);
          if (cache.getIfPresent(key) == null) {
            Performance known = unwritten.getOrDefault(key, stored);
            // What is stored may have faded since it was proven.
            put(key, known, known.results() >= LearningPolicy.PROVEN_RESULTS / 2.0);
          }
        });
  }

  /** Whether anything was learned since {@link #takeUnwritten}. */
  public boolean hasUnwritten() {
    return !unwritten.isEmpty();
  }

  /** What was learned since the last call, to be written. */
  public Map<PerformanceKey, Performance> takeUnwritten() {
    Map<PerformanceKey, Performance> taken = new LinkedHashMap<>(unwritten);
    unwritten.clear();
    writings++;
    return taken;
  }

  /** Forgets a specialist. */
  public void forget(SpecialistKey specialist) {
    cache
        .asMap()
        .entrySet()
        .removeIf(
            entry -> {
              boolean isMeant = entry.getKey().specialist().equals(specialist);
              if (isMeant) {
                leaves(entry.getKey(), entry.getValue().known());
              }
              return isMeant;
            });
    unwritten.keySet().removeIf(key -> key.specialist().equals(specialist));
    ScorePage page = pages.remove(specialist);
    if (page != null) {
      page.dropped();
    }
    if (isWholePool(specialist)) {
      clocks.remove(specialist.pool());
    }
  }

  /** The name under which the pool as a whole is known. */
  public static SpecialistKey wholePool(PoolKey pool) {
    return new SpecialistKey(pool, "");
  }

  private static boolean isWholePool(SpecialistKey key) {
    return key.id().isEmpty();
  }

  private void forgotten(SpecialistKey specialist) {
    ScorePage page = pages.get(specialist);
    if (page != null) {
      page.forgotten();
    }
  }

  private void put(PerformanceKey key, Performance known, boolean proven) {
    ScorePage page = pages.get(key.specialist());
    if (page != null) {
      page.outdated();
    }
    Entry before = cache.getIfPresent(key);
    if (before != null) {
      leaves(key, before.known());
    }
    if (!isWholePool(key.specialist())) {
      spreads.computeIfAbsent(ofPool(key), unused -> new Spread()).add(known);
    }
    boolean stays = proven || (before != null && before.proven());
    cache.put(key, new Entry(known, clock(key), stays));
  }

  private void leaves(PerformanceKey key, Performance known) {
    Spread spread = spreads.get(ofPool(key));
    if (spread != null && !isWholePool(key.specialist())) {
      spread.remove(known);
      if (spread.isEmpty()) {
        spreads.remove(ofPool(key));
      }
    }
  }

  private static PerformanceKey ofPool(PerformanceKey key) {
    return new PerformanceKey(wholePool(key.specialist().pool()), key.taskType());
  }

  private Performance known(PerformanceKey key) {
    Entry entry = cache.getIfPresent(key);
    return entry == null ? unwritten.getOrDefault(key, Performance.NONE) : entry.known();
  }

  private Performance faded(PerformanceKey key, LearningPolicy policy, long nowMicros) {
    @Nullable Entry entry = cache.getIfPresent(key);
    if (entry == null) {
      return unwritten.getOrDefault(key, Performance.NONE);
    }
    if (isWholePool(key.specialist())) {
      return entry.known();
    }
    double byTime =
        (double) (nowMicros - entry.known().updatedMicros()) / policy.idleHalfLifeMicros();
    return entry.known().faded(Math.min(byTime, clock(key) - entry.results()));
  }

  private double clock(PerformanceKey key) {
    return clock(key.specialist().pool());
  }

  /** Clock of results of a pool. */
  double clock(PoolKey pool) {
    return clocks.getOrDefault(pool, 0.0);
  }
}

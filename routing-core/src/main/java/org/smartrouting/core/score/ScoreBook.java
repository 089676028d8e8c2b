package org.smartrouting.core.score;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.specialist.SpecialistKey;

/**
 * What is known of the specialists, as far as it is of use: a bounded cache over the store, filled
 * from the store and written behind. It says who falls out of it, so that it can be loaded anew.
 * Not thread-safe.
 */
public final class ScoreBook {
  private final Cache<PerformanceKey, Performance> cache;
  private final Map<PerformanceKey, Performance> unwritten = new LinkedHashMap<>();

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
            .<PerformanceKey, Performance>evictionListener(
                (key, known, cause) -> {
                  if (key != null) {
                    onEvicted.accept(key.specialist());
                  }
                })
            .build();
  }

  /** What is expected of a specialist. */
  public Estimate estimate(SpecialistKey specialist, String taskType) {
    return Estimate.of(known(specialist, taskType), ofPool(specialist.pool(), taskType));
  }

  /** What is expected of somebody in the pool. */
  public Estimate estimate(PoolKey pool, String taskType) {
    return Estimate.of(Performance.NONE, ofPool(pool, taskType));
  }

  /**
   * Learns a result.
   *
   * @param who a specialist or a whole pool
   * @param success whether it was a success
   * @param seconds how long it took
   */
  public void learn(SpecialistKey who, String taskType, boolean success, double seconds) {
    PerformanceKey key = new PerformanceKey(who, taskType);
    Performance next = known(who, taskType).with(success, seconds);
    cache.put(key, next);
    unwritten.put(key, next);
  }

  /** Takes over what the store knows of types of which nothing is known here. */
  public void load(SpecialistKey specialist, Map<String, Performance> byType) {
    byType.forEach(
        (type, stored) -> {
          PerformanceKey key = new PerformanceKey(specialist, type);
          cache.asMap().putIfAbsent(key, unwritten.getOrDefault(key, stored));
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
    return taken;
  }

  /** Forgets a specialist. */
  public void forget(SpecialistKey specialist) {
    cache.asMap().keySet().removeIf(key -> key.specialist().equals(specialist));
    unwritten.keySet().removeIf(key -> key.specialist().equals(specialist));
  }

  /** The name under which the pool as a whole is known. */
  public static SpecialistKey wholePool(PoolKey pool) {
    return new SpecialistKey(pool, "");
  }

  private Performance ofPool(PoolKey pool, String taskType) {
    return known(wholePool(pool), taskType);
  }

  private Performance known(SpecialistKey specialist, String taskType) {
    PerformanceKey key = new PerformanceKey(specialist, taskType);
    Performance known = cache.getIfPresent(key);
    return known == null ? unwritten.getOrDefault(key, Performance.NONE) : known;
  }
}

package org.smartrouting.core.score;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.LinkedHashMap;
import java.util.Map;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.specialist.SpecialistKey;

/**
 * What is known of the specialists, as far as it is of use: a bounded cache over the store, filled
 * when a specialist connects and written behind with the next batch of the journal. What falls out
 * of it is taken for unknown until the specialist connects again. Not thread-safe.
 */
public final class ScoreBook {
  private final Cache<PerformanceKey, Performance> cache;
  private final Map<PerformanceKey, Performance> unwritten = new LinkedHashMap<>();

  /**
   * Makes an empty book.
   *
   * @param maxEntries most pairs of specialist and type that are remembered, at least 1
   */
  public ScoreBook(long maxEntries) {
    // On the caller's thread: the engine is deterministic and has one thread only.
    cache = Caffeine.newBuilder().maximumSize(maxEntries).executor(Runnable::run).build();
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
   * Learns a result, for the specialist and for its pool.
   *
   * @param success whether it was a success
   * @param seconds how long it took
   */
  public void learn(SpecialistKey specialist, String taskType, boolean success, double seconds) {
    add(new PerformanceKey(specialist, taskType), success, seconds);
    add(new PerformanceKey(wholePool(specialist.pool()), taskType), success, seconds);
  }

  /** Takes over what the store knows, unless something newer is known here. */
  public void load(SpecialistKey specialist, Map<String, Performance> byType) {
    byType.forEach(
        (type, performance) ->
            cache.asMap().putIfAbsent(new PerformanceKey(specialist, type), performance));
  }

  /** What was learned since the last call, to be written. */
  public Map<PerformanceKey, Performance> takeUnwritten() {
    Map<PerformanceKey, Performance> taken = new LinkedHashMap<>(unwritten);
    unwritten.clear();
    return taken;
  }

  /** Forgets a specialist at the types given. */
  public void forget(SpecialistKey specialist) {
    cache.asMap().keySet().removeIf(key -> key.specialist().equals(specialist));
    unwritten.keySet().removeIf(key -> key.specialist().equals(specialist));
  }

  /** The name under which the pool as a whole is known. */
  public static SpecialistKey wholePool(PoolKey pool) {
    return new SpecialistKey(pool, "");
  }

  private void add(PerformanceKey key, boolean success, double seconds) {
    Performance next = known(key.specialist(), key.taskType()).with(success, seconds);
    cache.put(key, next);
    unwritten.put(key, next);
  }

  private Performance ofPool(PoolKey pool, String taskType) {
    return known(wholePool(pool), taskType);
  }

  private Performance known(SpecialistKey specialist, String taskType) {
    Performance known = cache.getIfPresent(new PerformanceKey(specialist, taskType));
    return known == null ? Performance.NONE : known;
  }
}

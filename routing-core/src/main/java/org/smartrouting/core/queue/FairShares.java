package org.smartrouting.core.queue;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.pool.Fairness;

/**
 * Orders the fairness keys of a pool by start-time fair queueing (Goyal, Vin and Cheng, 1996), the
 * stride scheduling of Waldspurger and Weihl (1995) with arrivals: who has the smallest start tag
 * is served next. A dispatch of cost {@code c} for a key of weight {@code w} moves the tag of the
 * key by {@code c / w}, and the virtual time {@code v} by {@code c / W}, where {@code W} is the sum
 * of the weights of all keys that wait or have had more than their share. A key that begins to wait
 * has {@code start = max(v, its tag)}.
 *
 * <p>So among keys that wait for the same slots each gets {@code w / W} of them, and none is ahead
 * of that by more than one dispatch. A key that was idle is owed nothing. As long as no task waits,
 * nobody is charged for using what is free: {@code v} follows the furthest tag.
 *
 * <p><b>Bound of the wait.</b> Let {@code n} tasks of the same key be before a task by virtual
 * deadline; only those queued within its target wait can be. When {@code C} slots can serve all
 * tasks, it is dispatched after at most
 *
 * <pre>D = n + sum over the other keys j of (2 + w[j] * (n + 1) / w)</pre>
 *
 * <p>others, so after {@code D / C} times the longest time that a slot is held. When the cost is
 * service time, each dispatch counts its length, and the bound is in slot seconds.
 *
 * <p>Keys that wait for different slots share one virtual time. One that falls behind the greatest
 * tag served, because its specialists are slower than those of others, is first for the next slot
 * that it can use, and is no longer behind then: nobody can save up what could not be given to him.
 * Among keys that all fall behind, the order is therefore closer to taking turns than to weights.
 *
 * <p>A dispatch, an arrival and an end take the logarithm of the number of keys that are
 * remembered: those with tasks that wait or are held, and those that had more than their share
 * lately, until {@code v} has passed their tag, of which ten thousand are kept at most. Not
 * thread-safe.
 */
public final class FairShares {
  /** Beyond this, virtual time would lose the precision for short dispatches of great weights. */
  private static final double LONGEST_TIME = 1e8;

  /**
   * So many keys are remembered at most that do not wait; who is least ahead is forgotten first.
   */
  private static final int MAX_AHEAD = 10_000;

  /** How much of the longest cost is remembered with each dispatch. */
  private static final double REMEMBERED = 0.99;

  private final Map<String, Share> known = new HashMap<>();

  /** Keys without waiting tasks whose tag virtual time has not passed. */
  private final NavigableSet<Share> ahead = new TreeSet<>(Share.ORDER);

  /** Keys with waiting tasks. */
  private final NavigableSet<Share> inOrder = new TreeSet<>(Share.ORDER);

  private final Numbers numbers = new Numbers();
  private Fairness rules;
  private double virtualTime;
  private double served;
  private double furthest;
  private double longestCost;
  private double activeWeight;
  private int waitingKeys;
  private boolean nothingDispatched = true;
  private int epoch;

  /** Makes shares of which none has had anything. */
  public FairShares(Fairness rules) {
    this.rules = rules;
  }

  /** Changes when tags were counted anew, so that some can have fallen. */
  public int epoch() {
    return epoch;
  }

  /** Number of keys that have waiting tasks. */
  public int waitingKeys() {
    return waitingKeys;
  }

  /** The keys that have waiting tasks, in the order of service. */
  Iterable<Share> inOrder() {
    return inOrder;
  }

  /** Number of keys that are remembered. */
  public int knownKeys() {
    return known.size();
  }

  /** Whether tasks of another key wait. */
  public boolean isContended(String key) {
    Share share = known.get(key);
    return waitingKeys > (share != null && share.isWaiting() ? 1 : 0);
  }

  /** The keys with most waiting tasks, the most first, as many as asked for. */
  public List<Share> largest(int limit) {
    return known.values().stream()
        .filter(Share::isWaiting)
        .sorted(Comparator.comparingInt(Share::waiting).reversed().thenComparing(Share::key))
        .limit(limit)
        .toList();
  }

  /** Sum of the weights of the keys that have waiting tasks; looks at every known key. */
  public double waitingWeight() {
    return known.values().stream().filter(Share::isWaiting).mapToDouble(Share::weight).sum();
  }

  /** The share of a key; null when it is not remembered. */
  public @Nullable Share find(String key) {
    return known.get(key);
  }

  /** Where a key would stand if one more of its tasks waited; nothing changes by asking. */
  public Share outlook(String key) {
    Share share = known.get(key);
    if (share != null && share.isWaiting()) {
      return share;
    }
    double start = share == null ? virtualTime : Math.max(virtualTime, share.start());
    return new Share(key, rules.weightOf(key), start, 0);
  }

  /** A task of a key begins to wait. */
  public Share waits(String key) {
    Share share = known.get(key);
    if (share == null || !share.isWaiting()) {
      share = taken(key);
      share.notBefore(virtualTime);
      share.number(numbers.take());
      inOrder.add(share);
      waitingKeys++;
      activeWeight += share.weight();
    }
    share.addWaiting(1);
    return share;
  }

  /** A task of a share waits no longer; if it was dispatched, that is to be said first. */
  public void leaves(Share share) {
    boolean last = share.waiting() == 1;
    if (last) {
      // Before its tag changes.
      inOrder.remove(share);
      numbers.giveBack(share.number());
    }
    share.addWaiting(-1);
    if (last) {
      waitingKeys--;
      activeWeight -= share.weight();
      put(share);
      passTime();
    }
  }

  /**
   * A task is dispatched, which may have waited or not. Its key is remembered until it {@link
   * #ended}.
   *
   * @param cost what it counts, above 0
   */
  public Share dispatched(String key, double cost) {
    nothingDispatched = false;
    Share share = taken(key);
    share.addHeld(1);
    share.notBefore(share.isWaiting() ? served : virtualTime);
    served = share.start();
    longestCost = Math.max(cost, REMEMBERED * longestCost);
    charge(share, cost);
    return share;
  }

  /** A task of a key was dispatched before, and is held still; nothing is charged for it. */
  public Share resumed(String key) {
    Share share = taken(key);
    share.addHeld(1);
    put(share);
    return share;
  }

  /**
   * What was dispatched has ended.
   *
   * @param correction by how much its cost was more than was said, below 0 for less
   */
  public void ended(Share share, double correction) {
    taken(share.key());
    share.addHeld(-1);
    charge(share, correction);
  }

  /** Other rules hold from now on. */
  public void rules(Fairness next) {
    if (rules.equals(next)) {
      return;
    }
    boolean sameMeasure = rules.measure() == next.measure();
    rules = next;
    for (Share share : known.values()) {
      share.mostHeld(next.maxInFlight());
      double weight = next.weightOf(share.key());
      if (sameMeasure) {
        share.reweigh(weight, virtualTime);
      } else {
        share.reset(weight, virtualTime);
      }
    }
    longestCost = sameMeasure ? longestCost : 0;
    countAnew();
  }

  /** The share of a key, out of the set in which a change of its tag would do harm. */
  private Share taken(String key) {
    Share share = known.get(key);
    if (share == null) {
      double weight = rules.weightOf(key);
      // After a restart many keys begin at once, and those of low weight must not all go first.
      double dither = nothingDispatched ? Share.dither(key, weight) : 0;
      share = new Share(key, weight, virtualTime + dither, rules.maxInFlight());
      known.put(key, share);
    } else if (share.isWaiting()) {
      inOrder.remove(share);
    } else if (ahead.remove(share)) {
      activeWeight -= share.weight();
    }
    return share;
  }

  /** Puts a share that was taken where it belongs. */
  private void put(Share share) {
    if (share.isWaiting()) {
      inOrder.add(share);
    } else if (share.start() > virtualTime) {
      ahead.add(share);
      activeWeight += share.weight();
    } else if (!share.isHeld()) {
      known.remove(share.key());
    }
  }

  private void charge(Share share, double cost) {
    share.charge(cost);
    furthest = Math.max(furthest, share.start());
    double own = share.isWaiting() ? 0 : share.weight();
    double weight = activeWeight + own;
    int keys = waitingKeys + ahead.size() + 1;
    // Otherwise costs that were settled under other weights would add up to a drift.
    double latest = served + keys * longestCost / weight;
    virtualTime = Math.max(served, Math.min(latest, virtualTime + cost / weight));
    put(share);
    passTime();
  }

  /** Lets go of the keys that virtual time has passed. */
  private void passTime() {
    if (waitingKeys == 0) {
      virtualTime = Math.max(virtualTime, furthest);
      served = virtualTime;
    }
    while (!ahead.isEmpty() && (ahead.first().start() <= virtualTime || ahead.size() > MAX_AHEAD)) {
      Share passed = ahead.first();
      ahead.remove(passed);
      activeWeight -= passed.weight();
      if (!passed.isHeld()) {
        known.remove(passed.key());
      }
    }
    if (waitingKeys == 0 && ahead.isEmpty()) {
      activeWeight = 0;
    }
    if (virtualTime > LONGEST_TIME) {
      double past = virtualTime;
      known.values().forEach(share -> share.shift(-past));
      virtualTime = 0;
      served -= past;
      countAnew();
    }
  }

  private void countAnew() {
    epoch++;
    furthest = virtualTime;
    activeWeight = 0;
    ahead.clear();
    inOrder.clear();
    for (Share share : List.copyOf(known.values())) {
      furthest = Math.max(furthest, share.start());
      if (share.isWaiting()) {
        activeWeight += share.weight();
        inOrder.add(share);
      } else {
        put(share);
      }
    }
  }
}

package org.smartrouting.core.queue;

import java.util.Comparator;

/**
 * A fairness key of a pool and what it has had: a place on the virtual time of {@link FairShares},
 * which is cost divided by weight. Only {@link FairShares} changes it.
 */
public final class Share {
  /** Order of equal start tags: by a hash, so that no name is an advantage everywhere. */
  static final Comparator<Share> TIES =
      Comparator.comparingInt(Share::hash).thenComparing(Share::key);

  /** Order of service. */
  public static final Comparator<Share> ORDER =
      (one, other) -> {
        int byStart = Double.compare(one.start, other.start);
        return byStart == 0 ? TIES.compare(one, other) : byStart;
      };

  private final String key;
  private final int hash;
  private double weight;
  private double start;
  private double refund;
  private int waiting;
  private int held;
  private int mostHeld;
  private int number;

  /**
   * Makes one that has nothing.
   *
   * @param mostHeld most tasks of it that may be held; 0 for no limit
   */
  Share(String key, double weight, double start, int mostHeld) {
    this.mostHeld = mostHeld;
    this.key = key;
    this.hash = mixed(key);
    this.weight = weight;
    this.start = start;
  }

  /** The key. */
  public String key() {
    return key;
  }

  /** Its weight. */
  public double weight() {
    return weight;
  }

  /** Number of its tasks that wait. */
  public int waiting() {
    return waiting;
  }

  /**
   * Start tag of its next dispatch, virtual time; a lower bound while none of its tasks waits.
   * While some do it does not fall, unless {@link FairShares#epoch} changes.
   */
  public double start() {
    return start;
  }

  /** Number of its tasks that are held. */
  public int held() {
    return held;
  }

  /** Whether no more of its tasks may be dispatched for now. */
  public boolean isFull() {
    return mostHeld > 0 && held >= mostHeld;
  }

  void mostHeld(int value) {
    mostHeld = value;
  }

  /** Small number, unique among the shares that have waiting tasks; none otherwise. */
  int number() {
    return number;
  }

  void number(int value) {
    number = value;
  }

  int hash() {
    return hash;
  }

  boolean isWaiting() {
    return waiting > 0;
  }

  boolean isHeld() {
    return held > 0;
  }

  /** A point of its own between 0 and the length of a dispatch of cost 1. */
  static double dither(String key, double weight) {
    return (mixed(key) >>> 1) / (weight * Integer.MAX_VALUE);
  }

  void addWaiting(int change) {
    waiting += change;
    if (waiting == 0) {
      // Its tag orders nothing now, so what is owed to it can be taken off at once.
      start -= refund;
      refund = 0;
    }
  }

  void addHeld(int change) {
    held += change;
  }

  /** Does not begin before this time: what was not used is not kept. */
  void notBefore(double virtualTime) {
    start = Math.max(start, virtualTime);
  }

  /** Has had something of this cost, or had it counted wrongly by that much. */
  void charge(double cost) {
    double length = cost / weight - refund;
    refund = 0;
    if (length >= 0 || waiting == 0) {
      start += length;
    } else {
      // Kept for the next dispatch: queues rely on a tag that does not fall.
      refund = -length;
    }
  }

  /** Has another weight: what it is ahead of, or behind, this time is counted anew. */
  void reweigh(double value, double virtualTime) {
    double factor = weight / value;
    start = virtualTime + (start - virtualTime) * factor;
    refund *= factor;
    weight = value;
  }

  /** Begins at this time as if it had had nothing. */
  void reset(double value, double virtualTime) {
    weight = value;
    refund = 0;
    start = virtualTime + dither(key, value);
  }

  void shift(double change) {
    start += change;
  }

  private static int mixed(String key) {
    int mixed = key.hashCode() * 0x9E3779B9;
    mixed = (mixed ^ (mixed >>> 16)) * 0x85EBCA6B;
    return mixed ^ (mixed >>> 13);
  }
}

package org.smartrouting.core.engine;

/** Finds the specialist of a group: the greatest of weighted hashes. */
final class Rendezvous {
  /** How many times the mean load of the pool the one of a group may have at most. */
  static final double MOST_TIMES_MEAN = 1.25;

  /** So many are looked at, the same ones each time. */
  private static final int MOST_OFFERED = 4_096;

  private static final long PRIME = 0x100000001B3L;

  private final long seed;
  private String id = "";
  private double best = Double.NEGATIVE_INFINITY;
  private int offered;

  Rendezvous(String key) {
    this.seed = hashed(0xCBF29CE484222325L, key);
  }

  /** One who could be it. */
  void offer(String specialistId, double weight) {
    offered++;
    double uniform = ((mixed(hashed(seed, specialistId)) >>> 11) + 0.5) * 0x1p-53;
    double score = -weight / Math.log(uniform);
    if (score > best || (score == best && specialistId.compareTo(id) < 0)) {
      best = score;
      id = specialistId;
    }
  }

  boolean isLookingOn() {
    return offered < MOST_OFFERED;
  }

  /** Who it is; empty when nobody was offered. */
  String id() {
    return id;
  }

  private static long hashed(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return hash ^ 0x2F;
  }

  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

package org.smartrouting.core.load;

/**
 * The slots of those who have a skill, and which share of them was busy of late. Not thread-safe.
 */
final class SkillLoad {
  /**
   * So far back a busy slot counts half of what it counts now, about. The present alone would never
   * say that the only holder of a skill is scarce: when it can be chosen it is free.
   */
  private static final double MEMORY_MICROS = 60e6;

  final String skill;
  int holders;
  private long slots;
  private long busy;
  private double share;
  private long shareMicros;

  SkillLoad(String skill) {
    this.skill = skill;
  }

  void add(int moreSlots, int moreBusy, long nowMicros) {
    share = share(nowMicros);
    shareMicros = Math.max(shareMicros, nowMicros);
    slots += moreSlots;
    busy += moreBusy;
  }

  /** Busy share of the slots of late, 0..1. */
  double share(long nowMicros) {
    double present = slots == 0 ? 0 : (double) busy / slots;
    double passed = Math.max(0, nowMicros - shareMicros);
    return (MEMORY_MICROS * share + passed * present) / (MEMORY_MICROS + passed);
  }
}

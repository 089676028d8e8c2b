package org.smartrouting.core.load;

import java.util.List;
import org.smartrouting.core.task.SkillRequirement;

/** What the slots of one specialist count for, under each of its skills. Not thread-safe. */
public final class SlotCount {
  private final SkillLoad[] loads;
  private int slots;
  private int busy;

  SlotCount(SkillLoad[] loads) {
    this.loads = loads;
  }

  SkillLoad[] loads() {
    return loads;
  }

  /**
   * Counts these slots from now on.
   *
   * @param allSlots all that it has; 0 while it is not there to take work
   * @param busySlots those that are taken, 0..allSlots
   * @param nowMicros the present
   */
  public void set(int allSlots, int busySlots, long nowMicros) {
    if (allSlots != slots || busySlots != busy) {
      for (SkillLoad load : loads) {
        load.add(allSlots - slots, busySlots - busy, nowMicros);
      }
      slots = allSlots;
      busy = busySlots;
    }
  }

  /**
   * What it is worth to keep this specialist free, 0..1: the busy share, of late, of the busiest of
   * its skills that a task does not need, to the fourth power, so that it is nothing while many are
   * free (Garnett and Mandelbaum, 2000: flexible servers last).
   */
  public double scarcity(List<SkillRequirement> needed, long nowMicros) {
    double greatest = 0;
    for (SkillLoad load : loads) {
      double share = load.share(nowMicros);
      if (share > greatest && !isAmong(needed, load.skill)) {
        greatest = share;
      }
    }
    return greatest * greatest * greatest * greatest;
  }

  private static boolean isAmong(List<SkillRequirement> needed, String skill) {
    for (SkillRequirement demand : needed) {
      if (demand.skill().equals(skill)) {
        return true;
      }
    }
    return false;
  }
}

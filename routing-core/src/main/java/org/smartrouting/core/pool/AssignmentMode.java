package org.smartrouting.core.pool;

/** Who of the specialists that are free and eligible gets a task; of equal ones chance chooses. */
public enum AssignmentMode {
  /** The least expected cost. */
  BEST_COST,
  /**
   * The least share of slots taken; of equal ones who was given or finished nothing for longest.
   */
  LONGEST_IDLE,
  /** Who was given a task longest ago. */
  ROUND_ROBIN,
  /** The fewest tasks for its slots, counting the one to be given. */
  WEIGHTED,
  /** Anybody. */
  RANDOM,
  /** The fewest tasks, other work included, however many slots it has. */
  LEAST_LOADED
}

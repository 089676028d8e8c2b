package org.smartrouting.loadtests.bench;

/**
 * What a waiting task takes in memory: all of it that the engine keeps, without a payload.
 *
 * @param tasks how many waited
 * @param fairnessKeys of how many keys
 * @param bytes for each of them
 */
record TaskWeight(int tasks, int fairnessKeys, long bytes) {
  private static final int SPECIALISTS = 1_000;

  /** Lets tasks wait in an engine of this process, and sees how much more memory is in use. */
  static TaskWeight of(int tasks, int fairnessKeys) {
    Crowd crowd = new Crowd(SPECIALISTS, fairnessKeys);
    crowd.occupy(SPECIALISTS);
    long before = used();
    crowd.queue(tasks);
    long after = used();
    if (crowd.unfinished() != tasks + SPECIALISTS) {
      throw new IllegalStateException(crowd.unfinished() + " tasks are unfinished");
    }
    return new TaskWeight(tasks, fairnessKeys, (after - before) / tasks);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

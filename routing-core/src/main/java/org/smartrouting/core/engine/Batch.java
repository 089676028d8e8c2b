package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tasks of a pool that are collected to be matched together. They are in no queue meanwhile; its
 * moment is when they are matched at the latest.
 */
final class Batch extends Timed {
  private final LivePool pool;
  private final Set<LiveTask> tasks = new LinkedHashSet<>();

  Batch(LivePool pool) {
    this.pool = pool;
  }

  LivePool pool() {
    return pool;
  }

  void add(LiveTask task) {
    tasks.add(task);
  }

  void remove(LiveTask task) {
    tasks.remove(task);
  }

  boolean holds(LiveTask task) {
    return tasks.contains(task);
  }

  int size() {
    return tasks.size();
  }

  /** All that it holds; then it holds nothing. */
  List<LiveTask> takeAll() {
    List<LiveTask> taken = new ArrayList<>(tasks);
    tasks.clear();
    return taken;
  }
}

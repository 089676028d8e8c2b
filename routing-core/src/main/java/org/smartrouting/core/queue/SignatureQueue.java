package org.smartrouting.core.queue;

import java.util.NavigableSet;
import java.util.TreeSet;

/** The waiting tasks of one signature in the order of service. Not thread-safe. */
public final class SignatureQueue<T extends Waiting> {
  private final Signature signature;
  private int index;
  private final NavigableSet<T> tasks = new TreeSet<>(Waiting.ORDER);

  SignatureQueue(Signature signature, int index) {
    this.signature = signature;
    this.index = index;
  }

  /** What the tasks have in common. */
  public Signature signature() {
    return signature;
  }

  /** The tasks, the first to be served first; only {@link WaitingTasks} changes them. */
  public NavigableSet<T> tasks() {
    return tasks;
  }

  /** Small number of the queue, unique among those that are kept. */
  int index() {
    return index;
  }

  void renumber(int value) {
    index = value;
  }
}

package org.smartrouting.core.queue;

/**
 * What all queues of a pool have in common, in one place: there are hundreds of thousands.
 *
 * @param shares order of the fairness keys
 * @param order order of the tasks of a key
 * @param table has the lines of those queues that have several, by queue and share
 * @param heads has the lines of all queues that are in a skill set
 */
record Commons<T extends Waiting>(
    FairShares shares, ServiceOrder order, PairTable<Line<T>> table, Heads<T> heads) {
  /** Of queues in which nothing waits. */
  static <T extends Waiting> Commons<T> of(FairShares shares, ServiceOrder order) {
    return new Commons<>(shares, order, new PairTable<>(), new Heads<>());
  }
}

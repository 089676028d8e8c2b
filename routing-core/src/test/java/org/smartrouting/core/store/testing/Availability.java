package org.smartrouting.core.store.testing;

/** Whether a kind of database can be started on this machine. */
public sealed interface Availability {

  /** It can. */
  record Available() implements Availability {}

  /**
   * It cannot.
   *
   * @param reason a sentence for the person who reads the test report
   */
  record Unavailable(String reason) implements Availability {}
}

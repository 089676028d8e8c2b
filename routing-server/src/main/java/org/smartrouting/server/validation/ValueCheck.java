package org.smartrouting.server.validation;

/** Checks one value: that of a field, an item of a list, or a key or value of a map. */
@FunctionalInterface
interface ValueCheck {
  /** Accepts every value. */
  ValueCheck ANYTHING = (value, findings) -> {};

  /**
   * Adds what the value breaks.
   *
   * @param value the value as {@link com.google.protobuf.Message#getField} returns it
   */
  void check(Object value, Findings findings);
}

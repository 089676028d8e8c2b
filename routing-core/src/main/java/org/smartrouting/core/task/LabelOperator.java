package org.smartrouting.core.task;

/** Compares a label of a specialist with the values of a constraint. */
public enum LabelOperator {
  /** The label equals the value. */
  EQUAL,
  /** The label is absent or differs from the value. */
  NOT_EQUAL,
  /** The label equals one of the values. */
  IN,
  /** The label is absent or equals none of the values. */
  NOT_IN,
  /** The label is present. */
  EXISTS,
  /** The label is absent. */
  DOES_NOT_EXIST,
  /** The label is a number less than the value. */
  LESS_THAN,
  /** The label is a number less than or equal to the value. */
  LESS_THAN_OR_EQUAL,
  /** The label is a number greater than the value. */
  GREATER_THAN,
  /** The label is a number greater than or equal to the value. */
  GREATER_THAN_OR_EQUAL;

  /** Whether the operator compares numbers. */
  public boolean isOrdering() {
    return switch (this) {
      case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> true;
      case EQUAL, NOT_EQUAL, IN, NOT_IN, EXISTS, DOES_NOT_EXIST -> false;
    };
  }
}

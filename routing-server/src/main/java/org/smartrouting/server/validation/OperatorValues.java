package org.smartrouting.server.validation;

import org.smartrouting.v1.LabelConstraint;

/** The rule that ties the values of a label constraint to its operator. */
final class OperatorValues {
  private OperatorValues() {}

  /** Adds what the values of the constraint break. */
  static void check(LabelConstraint constraint, Findings findings) {
    int count = constraint.getValuesCount();
    switch (constraint.getOperator()) {
      case LABEL_OPERATOR_EXISTS, LABEL_OPERATOR_DOES_NOT_EXIST -> {
        if (count != 0) {
          findings.add("values", "must be empty for this operator");
        }
      }
      case LABEL_OPERATOR_IN, LABEL_OPERATOR_NOT_IN -> {
        if (count == 0) {
          findings.add("values", "must have at least one item for this operator");
        }
      }
      case LABEL_OPERATOR_EQUAL, LABEL_OPERATOR_NOT_EQUAL -> requireOne(count, findings);
      case LABEL_OPERATOR_LESS_THAN,
          LABEL_OPERATOR_LESS_THAN_OR_EQUAL,
          LABEL_OPERATOR_GREATER_THAN,
          LABEL_OPERATOR_GREATER_THAN_OR_EQUAL -> {
        requireOne(count, findings);
        if (count == 1 && !isNumber(constraint.getValues(0))) {
          findings.add("values[0]", "must be a decimal number for this operator");
        }
      }
      case LABEL_OPERATOR_UNSPECIFIED, UNRECOGNIZED -> {
        // The field's own rule refuses these.
      }
    }
  }

  private static void requireOne(int count, Findings findings) {
    if (count != 1) {
      findings.add("values", "must have exactly one item for this operator, not " + count);
    }
  }

  private static boolean isNumber(String text) {
    return org.smartrouting.core.task.LabelConstraint.isNumber(text);
  }
}

package org.smartrouting.core.task;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Demands something of one label of a specialist.
 *
 * @param key key of the label
 * @param operator how the label is compared
 * @param values what it is compared with: none for EXISTS and DOES_NOT_EXIST, at least one for IN
 *     and NOT_IN, otherwise one
 */
public record LabelConstraint(String key, LabelOperator operator, List<String> values) {
  /** Checks the number of values and copies them. */
  public LabelConstraint {
    values = List.copyOf(values);
    boolean fits =
        switch (operator) {
          case EXISTS, DOES_NOT_EXIST -> values.isEmpty();
          case IN, NOT_IN -> !values.isEmpty();
          case EQUAL, NOT_EQUAL -> values.size() == 1;
          case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
              values.size() == 1 && isNumber(values.get(0));
        };
    if (!fits) {
      throw new IllegalArgumentException(operator + " of " + key + " cannot take " + values);
    }
  }

  /** Whether a specialist with these labels satisfies the constraint. */
  public boolean isSatisfiedBy(Map<String, String> labels) {
    String label = labels.get(key);
    return switch (operator) {
      case EXISTS -> label != null;
      case DOES_NOT_EXIST -> label == null;
      case EQUAL, IN -> label != null && values.contains(label);
      case NOT_EQUAL, NOT_IN -> label == null || !values.contains(label);
      case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          label != null && isNumber(label) && isOrdered(label);
    };
  }

  /** Whether a text is a decimal number that an ordering can compare. */
  public static boolean isNumber(String text) {
    // Bounded before BigDecimal sees it: a long exponent would make a comparison costly.
    return text.length() <= 32 && text.matches("-?[0-9]{1,24}(\\.[0-9]{1,24})?");
  }

  private boolean isOrdered(String label) {
    int order = new BigDecimal(label).compareTo(new BigDecimal(values.get(0)));
    return switch (operator) {
      case LESS_THAN -> order < 0;
      case LESS_THAN_OR_EQUAL -> order <= 0;
      case GREATER_THAN -> order > 0;
      case GREATER_THAN_OR_EQUAL -> order >= 0;
      case EQUAL, NOT_EQUAL, IN, NOT_IN, EXISTS, DOES_NOT_EXIST ->
          throw new IllegalStateException(operator + " does not order");
    };
  }
}

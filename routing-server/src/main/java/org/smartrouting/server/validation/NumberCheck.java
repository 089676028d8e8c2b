package org.smartrouting.server.validation;

import com.google.protobuf.Descriptors.FieldDescriptor;
import org.smartrouting.v1.FieldRules;

/**
 * Checks a number; one that is not finite is never in a range.
 *
 * @param min least value; negative infinity for no limit
 * @param max greatest value; positive infinity for no limit
 * @param refusesZero whether zero stands for a value that is missing
 * @param isUnsigned whether a negative number stands for one above the signed range
 */
record NumberCheck(double min, double max, boolean refusesZero, boolean isUnsigned)
    implements ValueCheck {

  static NumberCheck of(FieldDescriptor field, FieldRules rules, boolean isRequired) {
    boolean bounded = rules.hasMin() || rules.hasMax();
    return new NumberCheck(
        rules.hasMin() ? rules.getMin() : Double.NEGATIVE_INFINITY,
        rules.hasMax() ? rules.getMax() : Double.POSITIVE_INFINITY,
        isRequired && !bounded && !field.hasPresence(),
        switch (field.getType()) {
          case UINT32, UINT64, FIXED32, FIXED64 -> true;
          default -> false;
        });
  }

  @Override
  public void check(Object value, Findings findings) {
    double number = toDouble(value);
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      findings.add("must be a finite number, not " + number);
    } else if (number < min || number > max) {
      findings.add(Ranges.mustBe(min, max, "", shown(value)));
    } else if (refusesZero && number == 0) {
      findings.add("is required and must not be 0");
    }
  }

  private double toDouble(Object value) {
    if (value instanceof Integer number) {
      return isUnsigned ? Integer.toUnsignedLong(number) : number;
    }
    if (value instanceof Long number) {
      double signed = (double) (long) number;
      return isUnsigned && number < 0 ? signed + 0x1p64 : signed;
    }
    return ((Number) value).doubleValue();
  }

  private String shown(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return Ranges.plain(((Number) value).doubleValue());
    }
    if (isUnsigned && value instanceof Long number) {
      return Long.toUnsignedString(number);
    }
    return isUnsigned ? Integer.toUnsignedString((Integer) value) : value.toString();
  }
}

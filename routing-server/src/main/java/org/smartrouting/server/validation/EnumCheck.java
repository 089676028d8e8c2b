package org.smartrouting.server.validation;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import java.util.stream.Collectors;

/**
 * Checks that an enum has a declared value.
 *
 * @param type the enum
 * @param refusesZero whether the value zero stands for a value that is missing
 */
record EnumCheck(EnumDescriptor type, boolean refusesZero) implements ValueCheck {
  @Override
  public void check(Object value, Findings findings) {
    int number = ((EnumValueDescriptor) value).getNumber();
    if (refusesZero && number == 0) {
      findings.add("is required and must be " + alternatives());
    } else if (type.findValueByNumber(number) == null) {
      findings.add("must be " + alternatives() + ", not " + number);
    }
  }

  private String alternatives() {
    return type.getValues().stream()
        .filter(value -> value.getNumber() != 0)
        .map(EnumValueDescriptor::getName)
        .collect(Collectors.joining(", ", "one of ", ""));
  }
}

package org.smartrouting.server.validation;

import com.google.protobuf.ByteString;
import org.smartrouting.v1.FieldRules;

/**
 * Checks the length of a bytes field.
 *
 * @param minBytes least length
 * @param maxBytes greatest length
 * @param emptyIsAbsent whether no bytes stand for no value, to which no rule applies
 */
record BytesCheck(int minBytes, int maxBytes, boolean emptyIsAbsent) implements ValueCheck {

  static BytesCheck of(FieldRules rules, boolean emptyIsAbsent) {
    int max = rules.getMaxBytes() == 0 ? Integer.MAX_VALUE : rules.getMaxBytes();
    return new BytesCheck(rules.getMinBytes(), max, emptyIsAbsent);
  }

  @Override
  public void check(Object value, Findings findings) {
    int length = ((ByteString) value).size();
    if (length == 0 && emptyIsAbsent) {
      return;
    }
    if (length < minBytes || length > maxBytes) {
      findings.add(Ranges.mustBe(minBytes, maxBytes, " bytes", length));
    }
  }
}

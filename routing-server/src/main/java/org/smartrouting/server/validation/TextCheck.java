package org.smartrouting.server.validation;

import org.smartrouting.v1.FieldRules;
import org.smartrouting.v1.StringFormat;

/**
 * Checks a string.
 *
 * @param minBytes least length of the UTF-8 form
 * @param maxBytes greatest length of the UTF-8 form
 * @param format which characters it may have
 * @param emptyIsAbsent whether an empty string stands for no string, to which no rule applies
 */
record TextCheck(int minBytes, int maxBytes, StringFormat format, boolean emptyIsAbsent)
    implements ValueCheck {

  static TextCheck of(FieldRules rules, boolean emptyIsAbsent) {
    int max = rules.getMaxBytes() == 0 ? Integer.MAX_VALUE : rules.getMaxBytes();
    return new TextCheck(rules.getMinBytes(), max, rules.getFormat(), emptyIsAbsent);
  }

  @Override
  public void check(Object value, Findings findings) {
    String text = (String) value;
    if (text.isEmpty() && emptyIsAbsent) {
      return;
    }
    // One character has at most three bytes and at least one, so most texts need no counting.
    boolean surelyFits = text.length() >= minBytes && text.length() <= maxBytes / 3;
    int length = surelyFits ? 0 : Text.utf8Length(text);
    if (!surelyFits && (length < minBytes || length > maxBytes)) {
      findings.add(Ranges.mustBe(minBytes, maxBytes, " bytes", length));
      return;
    }
    String broken = Text.brokenRule(text, format);
    if (!broken.isEmpty()) {
      findings.add(broken);
    }
  }
}

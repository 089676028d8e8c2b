package org.smartrouting.server.validation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what one request breaks, up to a bound.
 *
 * <p>A check adds a violation under the path from itself down; on the way back every level puts its
 * own name in front. So a request without violations never builds a path. Not safe for use by
 * several threads.
 */
final class Findings {
  /** How many violations are reported of one request. */
  static final int MAX_VIOLATIONS = 20;

  private final long nowMicros;
  private @Nullable List<Violation> violations;

  Findings(long nowMicros) {
    this.nowMicros = nowMicros;
  }

  /** The time of the request, microseconds since the epoch. */
  long nowMicros() {
    return nowMicros;
  }

  /** Adds a violation of the value that is being checked. */
  void add(String rule) {
    add("", rule);
  }

  /** Adds a violation of a field of the message that is being checked. */
  void add(String field, String rule) {
    if (violations == null) {
      violations = new ArrayList<>(4);
    }
    if (violations.size() < MAX_VIOLATIONS) {
      violations.add(new Violation(field, rule));
    }
  }

  /** Whether nothing more would be reported. */
  boolean isFull() {
    return violations != null && violations.size() >= MAX_VIOLATIONS;
  }

  /** How many there are so far, to be handed to {@link #moveUnder}. */
  int count() {
    return violations == null ? 0 : violations.size();
  }

  /** Puts a name in front of every violation from a count on. */
  void moveUnder(String parent, int from) {
    if (violations != null) {
      for (int i = from; i < violations.size(); i++) {
        violations.set(i, violations.get(i).under(parent));
      }
    }
  }

  /** Puts words in front of the rule of every violation from a count on. */
  void reword(String words, int from) {
    if (violations != null) {
      for (int i = from; i < violations.size(); i++) {
        Violation violation = violations.get(i);
        violations.set(i, new Violation(violation.field(), words + violation.rule()));
      }
    }
  }

  /** All violations, in the order in which they were found. */
  List<Violation> toList() {
    return violations == null ? List.of() : List.copyOf(violations);
  }
}

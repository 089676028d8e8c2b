package org.smartrouting.server.validation;

/**
 * One rule that a request breaks.
 *
 * @param field path of the field from the request down, such as {@code spec.skills[2].min_level} or
 *     {@code spec.labels["team"]}
 * @param rule the rule in words, such as {@code must be 1..5, not 6}
 */
public record Violation(String field, String rule) {
  /** The same seen from the message above, in which this message is the field {@code parent}. */
  Violation under(String parent) {
    if (field.isEmpty()) {
      return new Violation(parent, rule);
    }
    return new Violation(parent + (field.startsWith("[") ? "" : ".") + field, rule);
  }
}

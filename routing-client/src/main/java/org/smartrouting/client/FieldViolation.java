package org.smartrouting.client;

/**
 * A field of a request that breaks its rules.
 *
 * @param field path of the field, such as {@code spec.title}
 * @param description what is wrong with it, for people
 */
public record FieldViolation(String field, String description) {}

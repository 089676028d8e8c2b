package org.smartrouting.core.orchestration;

/**
 * Whether a result fulfils one criterion.
 *
 * @param criterion the criterion, word for word
 * @param passed whether it is fulfilled
 * @param note why, or how that was checked; can be empty
 */
public record CriterionResult(String criterion, boolean passed, String note) {}

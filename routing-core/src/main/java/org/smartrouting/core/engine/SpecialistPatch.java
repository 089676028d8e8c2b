package org.smartrouting.core.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.specialist.SpecialistSpec;

/**
 * A change of what is said of a specialist; null leaves a thing as it is.
 *
 * @param displayName new name for people
 * @param role new role
 * @param instructions new instructions
 * @param skills new skills, all of them
 * @param labels new labels, all of them
 * @param slots new number of slots
 * @param costPerSecond new price
 */
public record SpecialistPatch(
    @Nullable String displayName,
    @Nullable String role,
    @Nullable String instructions,
    @Nullable Map<String, Integer> skills,
    @Nullable Map<String, String> labels,
    @Nullable Integer slots,
    @Nullable Double costPerSecond) {
  SpecialistSpec over(SpecialistSpec base) {
    return new SpecialistSpec(
        displayName == null ? base.displayName() : displayName,
        role == null ? base.role() : role,
        instructions == null ? base.instructions() : instructions,
        skills == null ? base.skills() : skills,
        labels == null ? base.labels() : labels,
        slots == null ? base.slots() : slots,
        costPerSecond == null ? base.costPerSecond() : costPerSecond);
  }
}

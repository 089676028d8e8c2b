package org.smartrouting.core.engine;

import org.smartrouting.core.specialist.SpecialistSpec;

/** A change of what is said of a specialist. Must be a pure function. */
@FunctionalInterface
public interface SpecialistPatch {
  /**
   * What is said after the change.
   *
   * @param base what is said now
   */
  SpecialistSpec over(SpecialistSpec base);
}

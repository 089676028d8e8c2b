package org.smartrouting.core.specialist;

/** Whether a specialist may get work. */
public enum SpecialistState {
  /** Gets work while it is connected and has a free slot. */
  READY,
  /** Gets no new work and finishes what it has. */
  DRAINING
}

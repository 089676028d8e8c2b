package org.smartrouting.core.orchestration;

/** In which role a task is done. */
public enum SpecialistType {
  /** Finds out what is the case. */
  ANALYST,
  /** Writes and changes code. */
  CODER,
  /** Finds out whether it works. */
  TESTER,
  /** Writes for those who use it. */
  DOCUMENTER,
  /** Reads the work of others. */
  REVIEWER,
  /** Decides how the parts fit. */
  ARCHITECT,
  /** Builds, delivers and runs it. */
  DEVOPS,
  /** Finds what is known. */
  RESEARCHER,
  /** Sees to it that the others can work. */
  COORDINATOR,
  /** Anybody. */
  GENERIC;

  /** Name of the skill and of the role. */
  public String skill() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}

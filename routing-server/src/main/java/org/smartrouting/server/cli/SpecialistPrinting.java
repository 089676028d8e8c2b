package org.smartrouting.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.smartrouting.v1.Specialist;

/** How specialists look in a terminal. */
final class SpecialistPrinting {
  private static final List<String> HEADER =
      List.of("SPECIALIST", "STATE", "CONNECTED", "IN FLIGHT", "SLOTS", "ROLE", "SKILLS");

  private SpecialistPrinting() {}

  /** Prints specialists below each other. */
  static void list(Output output, List<Specialist> specialists) {
    if (output.isJson()) {
      specialists.forEach(output::json);
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    specialists.forEach(specialist -> rows.add(row(specialist)));
    output.table(rows);
  }

  private static List<String> row(Specialist specialist) {
    String skills =
        specialist.getSpec().getSkillsList().stream()
            .map(skill -> skill.getSkill() + "=" + skill.getLevel())
            .collect(Collectors.joining(" "));
    return List.of(
        specialist.getSpecialistId(),
        specialist.getState().name().replace("SPECIALIST_STATE_", ""),
        specialist.getConnected() ? "yes" : "no",
        Integer.toString(specialist.getInFlight()),
        Integer.toString(specialist.getSpec().getSlots()),
        specialist.getSpec().getRole(),
        skills);
  }
}

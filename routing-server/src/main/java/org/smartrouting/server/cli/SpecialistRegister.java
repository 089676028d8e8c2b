package org.smartrouting.server.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.smartrouting.v1.RegisterSpecialistRequest;
import org.smartrouting.v1.Skill;
import org.smartrouting.v1.SpecialistSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Registers one specialist, or replaces what is known of it. */
@Command(
    name = "register",
    description = "Registers a specialist, or replaces what is known of it.",
    mixinStandardHelpOptions = true)
final class SpecialistRegister implements Runnable {
  @Mixin private Connection connection;
  @Mixin private Output output;
  @Mixin private RoleOptions roles;

  @Parameters(paramLabel = "SPECIALIST", description = "Id of the specialist.")
  private String specialistId;

  @Option(names = "--pool", defaultValue = "", description = "Pool. Default: default.")
  private String pool;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "",
      description = "Gives it the instructions of a role; see the command roles.")
  private String role;

  @Option(names = "--name", defaultValue = "", description = "Name for people.")
  private String displayName;

  @Option(
      names = "--skill",
      paramLabel = "SKILL=LEVEL",
      converter = SkillLevel.class,
      description = "Skill with its level 1..5, such as java=4; can be repeated.")
  private List<Skill> skills = new ArrayList<>();

  @Option(names = "--label", paramLabel = "KEY=VALUE", description = "Label; can be repeated.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "1",
      description = "Most assignments at once. Default: ${DEFAULT-VALUE}.")
  private int slots;

  @Option(
      names = "--cost",
      paramLabel = "CREDITS",
      defaultValue = "0",
      description = "Price of a second of its work. Default: ${DEFAULT-VALUE}.")
  private double costPerSecond;

  @Override
  public void run() {
    SpecialistSpec.Builder spec =
        SpecialistSpec.newBuilder()
            .setDisplayName(displayName)
            .setRole(role)
            .setInstructions(role.isEmpty() ? "" : roles.find(role).instructions())
            .addAllSkills(skills)
            .putAllLabels(labels)
            .setSlots(slots)
            .setCostPerSecond(costPerSecond);
    RegisterSpecialistRequest request =
        RegisterSpecialistRequest.newBuilder()
            .setSpecialistId(specialistId)
            .setPool(pool)
            .setSpec(spec)
            .build();
    connection.specialists(
        specialists ->
            SpecialistPrinting.list(
                output,
                List.of(
                    connection.timed(specialists).registerSpecialist(request).getSpecialist())));
  }
}

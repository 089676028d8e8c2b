package org.smartrouting.server.orchestration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.smartrouting.core.engine.SessionCommand.SessionView;
import org.smartrouting.core.engine.SpecialistCommand;
import org.smartrouting.core.orchestration.SpecialistType;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.orchestration.v1.Role;
import org.smartrouting.server.codec.PlanCodec;
import org.smartrouting.server.role.Roles;

/**
 * The roles of the router as specialists: who executes a task itself works in the role of one of
 * them where nobody else has the skill. They are not connected, so nothing is dispatched to them.
 */
final class Personas {
  /** The work is that of the callers, so this only bounds a mistake. */
  private static final int SLOTS = 1_000;

  private static final String PREFIX = "role-";
  private static final int LEVEL = 3;

  private final Roles roles;

  Personas(Roles roles) {
    this.roles = roles;
  }

  /** Commands that register those that a pool lacks. */
  List<SpecialistCommand.Register> missing(SessionView view) {
    List<SpecialistCommand.Register> commands = new ArrayList<>();
    PoolKey pool = view.session().pool();
    for (SpecialistType type : SpecialistType.values()) {
      if (view.roles().get(type) == null || view.roles().get(type).specialists() == 0) {
        SpecialistKey key = new SpecialistKey(pool, PREFIX + type.skill());
        commands.add(new SpecialistCommand.Register(key, spec(type)));
      }
    }
    return commands;
  }

  /** All roles, without what they are told. */
  List<Role> list() {
    List<Role> all = new ArrayList<>();
    for (SpecialistType type : SpecialistType.values()) {
      all.add(message(type).toBuilder().clearInstructions().build());
    }
    return all;
  }

  /** One role with what it is told. */
  Role message(SpecialistType type) {
    org.smartrouting.server.role.Role role = role(type);
    return Role.newBuilder()
        .setSpecialistType(PlanCodec.role(type))
        .setTitle(role.title())
        .setSummary(role.summary())
        .setInstructions(role.instructions())
        .build();
  }

  private SpecialistSpec spec(SpecialistType type) {
    org.smartrouting.server.role.Role role = role(type);
    return new SpecialistSpec(
        role.title(),
        type.skill(),
        role.instructions(),
        Map.of(type.skill(), LEVEL),
        Map.of(PlanCodec.ROLE_LABEL, type.skill()),
        SLOTS,
        0);
  }

  private org.smartrouting.server.role.Role role(SpecialistType type) {
    String name = type.name().toLowerCase(Locale.ROOT);
    return roles
        .find(name)
        .orElseThrow(() -> new IllegalStateException("there is no role " + name));
  }
}

package org.smartrouting.server.codec;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.SpecialistView;
import org.smartrouting.core.specialist.LoadReport;
import org.smartrouting.core.specialist.Specialist;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.specialist.SpecialistState;
import org.smartrouting.v1.Skill;

/** Specialists. */
public final class SpecialistCodec {
  private SpecialistCodec() {}

  /**
   * What is known of a specialist's connection.
   *
   * @param connected whether it is there to take work
   * @param inFlight assignments it holds
   * @param load the last report of this connection; null for none
   * @param loadMicros when that report arrived, microseconds since the epoch
   * @param ejectedUntilMicros until when it gets no new work because it kept failing; 0 when it
   *     does
   */
  public record Presence(
      boolean connected,
      int inFlight,
      @Nullable LoadReport load,
      long loadMicros,
      long ejectedUntilMicros) {
    /** Not there, and holding nothing. */
    public static final Presence ABSENT = new Presence(false, 0, null, 0, 0);
  }

  /**
   * Reads what an owner says.
   *
   * @param message a message that breaks no rule
   */
  public static SpecialistSpec toDomain(org.smartrouting.v1.SpecialistSpec message) {
    return new SpecialistSpec(
        message.getDisplayName(),
        message.getRole(),
        message.getInstructions(),
        skills(message.getSkillsList()),
        message.getLabelsMap(),
        message.hasSlots() ? message.getSlots() : 1,
        message.getCostPerSecond());
  }

  /**
   * Takes new values over into a spec.
   *
   * @param base the spec as it is
   * @param values the new values
   * @param paths which of them: names of fields
   */
  public static SpecialistSpec updated(
      SpecialistSpec base, org.smartrouting.v1.SpecialistSpec values, List<String> paths) {
    var merged = toMessage(base).toBuilder();
    for (String path : paths) {
      var field = org.smartrouting.v1.SpecialistSpec.getDescriptor().findFieldByName(path);
      if (field == null) {
        throw new IllegalArgumentException("no field of a specialist: " + path);
      }
      if (field.hasPresence() && !values.hasField(field)) {
        merged.clearField(field);
      } else {
        merged.setField(field, values.getField(field));
      }
    }
    return toDomain(merged.build());
  }

  /** Writes a specialist as a shard shows it. */
  public static org.smartrouting.v1.Specialist toMessage(SpecialistView view) {
    return toMessage(
        view.specialist(),
        new Presence(
            view.connected(),
            view.inFlight(),
            view.load(),
            view.loadMicros(),
            view.ejectedUntilMicros()));
  }

  /** Writes a specialist. */
  public static org.smartrouting.v1.Specialist toMessage(Specialist specialist, Presence presence) {
    var message =
        org.smartrouting.v1.Specialist.newBuilder()
            .setSpecialistId(specialist.key().id())
            .setTenant(specialist.key().pool().tenant())
            .setPool(specialist.key().pool().pool())
            .setSpec(toMessage(specialist.spec()))
            .setState(state(specialist.state()))
            .setConnected(presence.connected())
            .setInFlight(presence.inFlight())
            .setCreateTime(TimeCodec.timestamp(specialist.createdMicros()))
            .setUpdateTime(TimeCodec.timestamp(specialist.updatedMicros()))
            .setEtag(Etag.of(specialist.version()));
    @Nullable LoadReport load = presence.load();
    if (load != null) {
      message
          .setLoad(LoadReportCodec.toMessage(load))
          .setLoadTime(TimeCodec.timestamp(presence.loadMicros()));
    }
    if (presence.ejectedUntilMicros() > 0) {
      message.setEjectEndTime(TimeCodec.timestamp(presence.ejectedUntilMicros()));
    }
    return message.build();
  }

  private static org.smartrouting.v1.SpecialistSpec toMessage(SpecialistSpec spec) {
    var message =
        org.smartrouting.v1.SpecialistSpec.newBuilder()
            .setDisplayName(spec.displayName())
            .setRole(spec.role())
            .setInstructions(spec.instructions())
            .putAllLabels(new TreeMap<>(spec.labels()))
            .setSlots(spec.slots())
            .setCostPerSecond(spec.costPerSecond());
    new TreeMap<>(spec.skills())
        .forEach((skill, level) -> message.addSkillsBuilder().setSkill(skill).setLevel(level));
    return message.build();
  }

  private static Map<String, Integer> skills(List<Skill> message) {
    Map<String, Integer> levels = new TreeMap<>();
    message.forEach(skill -> levels.put(skill.getSkill(), skill.getLevel()));
    return levels;
  }

  private static org.smartrouting.v1.SpecialistState state(SpecialistState state) {
    return switch (state) {
      case READY -> org.smartrouting.v1.SpecialistState.SPECIALIST_STATE_READY;
      case DRAINING -> org.smartrouting.v1.SpecialistState.SPECIALIST_STATE_DRAINING;
    };
  }
}

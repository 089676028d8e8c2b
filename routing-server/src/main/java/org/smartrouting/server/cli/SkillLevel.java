package org.smartrouting.server.cli;

import org.smartrouting.v1.Skill;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a skill that somebody has: {@code java=4}. */
final class SkillLevel implements ITypeConverter<Skill> {
  @Override
  public Skill convert(String text) {
    int equals = text.indexOf('=');
    try {
      return Skill.newBuilder()
          .setSkill(text.substring(0, Math.max(0, equals)))
          .setLevel(Integer.parseInt(text.substring(equals + 1)))
          .build();
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is no skill with its level such as java=4");
    }
  }
}

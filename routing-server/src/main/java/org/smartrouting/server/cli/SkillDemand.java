package org.smartrouting.server.cli;

import org.smartrouting.v1.SkillRequirement;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a demanded skill: {@code java}, {@code java=3} or {@code java=3..5}. */
final class SkillDemand implements ITypeConverter<SkillRequirement> {
  @Override
  public SkillRequirement convert(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      return SkillRequirement.newBuilder().setSkill(text).build();
    }
    String levels = text.substring(equals + 1);
    int dots = levels.indexOf("..");
    SkillRequirement.Builder demand =
        SkillRequirement.newBuilder().setSkill(text.substring(0, equals));
    if (dots < 0) {
      return demand.setMinLevel(level(levels, text)).build();
    }
    return demand
        .setMinLevel(level(levels.substring(0, dots), text))
        .setWantedLevel(level(levels.substring(dots + 2), text))
        .build();
  }

  private static int level(String digits, String text) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "'" + text + "' is no skill such as java, java=3 or java=3..5");
    }
  }
}

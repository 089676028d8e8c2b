package org.smartrouting.server.cli;

import java.time.Duration;
import org.smartrouting.v1.RequirementStep;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what is demanded for the first part of a wait: {@code 30s:java=5,sql=3..4}. */
final class StepDemand implements ITypeConverter<RequirementStep> {
  @Override
  public RequirementStep convert(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new TypeConversionException("'" + text + "' is no step such as 30s:java=5,sql=3");
    }
    Duration time = new TimeSpan().convert(text.substring(0, colon));
    RequirementStep.Builder step = RequirementStep.newBuilder();
    step.getExpiresAfterBuilder().setSeconds(time.getSeconds()).setNanos(time.getNano());
    for (String skill : text.substring(colon + 1).split(",", -1)) {
      step.addSkills(new SkillDemand().convert(skill));
    }
    return step.build();
  }
}

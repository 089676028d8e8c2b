package org.smartrouting.server.validation;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.util.List;
import org.smartrouting.v1.LabelConstraint;
import org.smartrouting.v1.LabelOperator;
import org.smartrouting.v1.LoadReport;
import org.smartrouting.v1.Requirement;
import org.smartrouting.v1.Skill;
import org.smartrouting.v1.SkillRequirement;
import org.smartrouting.v1.SpecialistSpec;
import org.smartrouting.v1.StreamLoadRequest;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.TaskSpec;

/** Requests to break, and the check of them at one fixed time. */
final class Requests {
  /** The time of all requests. */
  static final long NOW_SECONDS = 1_800_000_000L;

  private static final RequestRules RULES = new RequestRules();

  private Requests() {}

  static List<Violation> violations(Message request) {
    return RULES.check(request, NOW_SECONDS * 1_000_000);
  }

  static TaskSpec.Builder spec() {
    return TaskSpec.newBuilder().setTitle("Write the release notes");
  }

  static SubmitTaskRequest submit(TaskSpec.Builder spec) {
    return SubmitTaskRequest.newBuilder().setSpec(spec).build();
  }

  static SubmitTaskRequest demand(SkillRequirement.Builder... skills) {
    Requirement.Builder requirement = Requirement.newBuilder();
    for (SkillRequirement.Builder skill : skills) {
      requirement.addSkills(skill);
    }
    return submit(spec().setRequirement(requirement));
  }

  static SkillRequirement.Builder skill(String name) {
    return SkillRequirement.newBuilder().setSkill(name);
  }

  static SubmitTaskRequest label(LabelOperator operator, String... values) {
    LabelConstraint constraint =
        LabelConstraint.newBuilder()
            .setKey("region")
            .setOperator(operator)
            .addAllValues(List.of(values))
            .build();
    return submit(spec().setRequirement(Requirement.newBuilder().addLabelConstraints(constraint)));
  }

  static StreamLoadRequest load(LoadReport.Builder load) {
    return StreamLoadRequest.newBuilder().setSpecialistId("s-1").setLoad(load.setSeq(1)).build();
  }

  static SpecialistSpec.Builder specialist(int level) {
    return SpecialistSpec.newBuilder()
        .addSkills(Skill.newBuilder().setSkill("java").setLevel(level));
  }

  static Timestamp at(long seconds) {
    return Timestamp.newBuilder().setSeconds(seconds).build();
  }
}

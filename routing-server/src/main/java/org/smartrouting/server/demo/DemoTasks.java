package org.smartrouting.server.demo;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.random.RandomGenerator;
import org.smartrouting.v1.Priority;
import org.smartrouting.v1.Requirement;
import org.smartrouting.v1.SkillRequirement;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.TaskSpec;

/** Makes tasks of mixed skills and priorities, the same ones for the same seed. */
final class DemoTasks {
  private static final List<String> SKILLS =
      List.of("design", "java", "java", "java", "sql", "testing", "testing", "writing", "review");
  private static final List<Priority> PRIORITIES =
      List.of(
          Priority.PRIORITY_CRITICAL,
          Priority.PRIORITY_HIGH,
          Priority.PRIORITY_HIGH,
          Priority.PRIORITY_NORMAL,
          Priority.PRIORITY_NORMAL,
          Priority.PRIORITY_NORMAL,
          Priority.PRIORITY_NORMAL,
          Priority.PRIORITY_LOW,
          Priority.PRIORITY_LOW,
          Priority.PRIORITY_BULK);
  private static final int SHORTEST_MILLIS = 5;
  private static final int LONGEST_MILLIS = 40;

  private final RandomGenerator chance;

  DemoTasks(RandomGenerator chance) {
    this.chance = chance;
  }

  SubmitTaskRequest next(int number) {
    String skill = SKILLS.get(chance.nextInt(SKILLS.size()));
    int millis = chance.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS + 1);
    TaskSpec spec =
        TaskSpec.newBuilder()
            .setTitle(skill + " task " + number)
            .setTaskType(skill)
            .setPriority(PRIORITIES.get(chance.nextInt(PRIORITIES.size())))
            .setRequirement(
                Requirement.newBuilder()
                    .addSkills(
                        SkillRequirement.newBuilder()
                            .setSkill(skill)
                            .setMinLevel(1)
                            .setWantedLevel(4)))
            .setPayload(ByteString.copyFromUtf8(Integer.toString(millis)))
            .build();
    return SubmitTaskRequest.newBuilder().setRequestId("demo-" + number).setSpec(spec).build();
  }
}

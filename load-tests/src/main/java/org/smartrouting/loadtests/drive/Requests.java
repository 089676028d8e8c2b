package org.smartrouting.loadtests.drive;

import com.google.protobuf.ByteString;
import java.util.Random;
import org.smartrouting.v1.Requirement;
import org.smartrouting.v1.RouteTaskRequest;
import org.smartrouting.v1.Skill;
import org.smartrouting.v1.SkillRequirement;
import org.smartrouting.v1.SpecialistSpec;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.TaskSpec;

/** Makes the requests of a drive, all alike but for their titles. Thread-safe. */
final class Requests {
  private static final String SKILL = "driving";

  private final String pool;
  private final TaskSpec spec;

  Requests(String pool, int payloadBytes) {
    byte[] payload = new byte[payloadBytes];
    new Random(1).nextBytes(payload);
    this.pool = pool;
    this.spec =
        TaskSpec.newBuilder()
            .setTaskType("drive")
            .setRequirement(
                Requirement.newBuilder().addSkills(SkillRequirement.newBuilder().setSkill(SKILL)))
            .setPayload(ByteString.copyFrom(payload))
            .build();
  }

  String pool() {
    return pool;
  }

  SubmitTaskRequest submit(Trip trip) {
    return SubmitTaskRequest.newBuilder().setPool(pool).setSpec(spec(trip)).build();
  }

  RouteTaskRequest route(Trip trip) {
    return RouteTaskRequest.newBuilder().setPool(pool).setSpec(spec(trip)).build();
  }

  static SpecialistSpec specialist(int slots) {
    return SpecialistSpec.newBuilder()
        .addSkills(Skill.newBuilder().setSkill(SKILL).setLevel(3))
        .setSlots(slots)
        .build();
  }

  private TaskSpec spec(Trip trip) {
    return spec.toBuilder().setTitle(trip.title()).build();
  }
}

package org.smartrouting.loadtests.ghz;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.smartrouting.client.RoutingClient;
import org.smartrouting.v1.Assignment;
import org.smartrouting.v1.CreatePoolRequest;
import org.smartrouting.v1.PoolPolicy;
import org.smartrouting.v1.PullAssignmentsRequest;
import org.smartrouting.v1.RegisterSpecialistRequest;
import org.smartrouting.v1.Requirement;
import org.smartrouting.v1.Skill;
import org.smartrouting.v1.SkillRequirement;
import org.smartrouting.v1.SpecialistSpec;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.TaskSpec;

/** The pool that the scenarios of ghz use; their files name what is made here. */
final class GhzPool {
  /** Skill of tasks that wait for ghz to pull them. */
  static final String PULLED = "pulled";

  /** Skill of tasks that are held by specialists, for ghz to accept and complete. */
  static final String HELD = "held";

  private static final String ROUTED = "routed";
  private static final String NAME = "ghz";
  private static final int MOST_SLOTS = 10_000;
  private static final int MOST_PULLED = 1_000;
  private static final int ROUTERS = 20;
  private static final long HOUR_SECONDS = 3_600;
  private static final long DAY_SECONDS = 86_400;
  private static final int PAYLOAD_BYTES = 100;

  private final RoutingClient client;

  GhzPool(RoutingClient client) {
    this.client = client;
  }

  /** With times so long that nothing is taken back while ghz runs. */
  void create() {
    var unused =
        client
            .pools()
            .createPool(
                CreatePoolRequest.newBuilder()
                    .setPool(NAME)
                    .setPolicy(
                        PoolPolicy.newBuilder()
                            .setAcceptTimeout(seconds(HOUR_SECONDS))
                            .setLeaseDuration(seconds(DAY_SECONDS))
                            .setSessionTimeout(seconds(DAY_SECONDS)))
                    .build());
  }

  /** Registers everybody; ghz calls its workers {@code g0c0} and so on, worker and connection. */
  void register(int workers, int connections, int held) {
    for (int i = 0; i < ROUTERS; i++) {
      register("router-" + i, ROUTED);
    }
    for (int worker = 0; worker < workers; worker++) {
      for (int connection = 0; connection < connections; connection++) {
        register("puller-g" + worker + "c" + connection, PULLED);
      }
    }
    for (int i = 0; i <= held / MOST_SLOTS; i++) {
      register("holder-" + i, HELD);
    }
  }

  /** Submits so many tasks; returns their ids as requests of GetTask. */
  JsonArray submit(String skill, int count) throws InterruptedException {
    List<SubmitTaskRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(
          SubmitTaskRequest.newBuilder()
              .setPool(NAME)
              .setSpec(
                  TaskSpec.newBuilder()
                      .setTitle(skill + " " + i)
                      .setPayload(ByteString.copyFrom(new byte[PAYLOAD_BYTES]))
                      .setRequirement(
                          Requirement.newBuilder()
                              .addSkills(SkillRequirement.newBuilder().setSkill(skill))))
              .build());
    }
    JsonArray ids = new JsonArray();
    for (CompletableFuture<Task> answer : client.submitAll(requests)) {
      JsonObject request = new JsonObject();
      request.addProperty("task_id", answer.join().getTaskId());
      ids.add(request);
    }
    return ids;
  }

  /** Pulls so many tasks; returns the assignments as requests that accept, or complete, them. */
  JsonArray hold(int count) {
    JsonArray requests = new JsonArray();
    for (int i = 0; i <= count / MOST_SLOTS; i++) {
      int share = Math.min(MOST_SLOTS, count - i * MOST_SLOTS);
      int before = requests.size();
      while (requests.size() - before < share) {
        List<Assignment> pulled =
            client
                .specialists()
                .pullAssignments(
                    PullAssignmentsRequest.newBuilder()
                        .setSpecialistId("holder-" + i)
                        .setPool(NAME)
                        .setMaxAssignments(MOST_PULLED)
                        .setWaitTimeout(seconds(5))
                        .build())
                .getAssignmentsList();
        if (pulled.isEmpty()) {
          throw new IllegalStateException("no more tasks to hold after " + requests.size());
        }
        pulled.forEach(assignment -> requests.add(request(assignment)));
      }
    }
    return requests;
  }

  private void register(String specialistId, String skill) {
    var unused =
        client
            .specialists()
            .registerSpecialist(
                RegisterSpecialistRequest.newBuilder()
                    .setSpecialistId(specialistId)
                    .setPool(NAME)
                    .setSpec(
                        SpecialistSpec.newBuilder()
                            .setSlots(MOST_SLOTS)
                            .addSkills(Skill.newBuilder().setSkill(skill).setLevel(3)))
                    .build());
  }

  private static JsonObject request(Assignment assignment) {
    JsonObject reference = new JsonObject();
    reference.addProperty("task_id", assignment.getTask().getTaskId());
    reference.addProperty(
        "assignment_token",
        Base64.getEncoder().encodeToString(assignment.getAssignmentToken().toByteArray()));
    JsonObject request = new JsonObject();
    request.add("assignment", reference);
    return request;
  }

  private static Duration seconds(long seconds) {
    return Duration.newBuilder().setSeconds(seconds).build();
  }
}

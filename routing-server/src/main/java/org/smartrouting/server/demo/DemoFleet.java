package org.smartrouting.server.demo;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.smartrouting.client.RoutingClient;
import org.smartrouting.client.SpecialistSession;
import org.smartrouting.v1.LoadReport;
import org.smartrouting.v1.Skill;
import org.smartrouting.v1.SpecialistSpec;
import org.smartrouting.v1.TaskResult;

/**
 * Twelve specialists of four roles. Each works what it is given for as long as the payload says,
 * and counts. Thread-safe.
 */
final class DemoFleet implements AutoCloseable {
  /** Skills of each role, with the levels of its first specialist. */
  static final Map<String, Map<String, Integer>> ROLES =
      Map.of(
          "architect", Map.of("design", 5, "review", 4),
          "developer", Map.of("java", 5, "sql", 3),
          "tester", Map.of("testing", 5, "java", 2),
          "writer", Map.of("writing", 5, "review", 2));

  private static final int PER_ROLE = 3;

  /** Slots of each specialist. */
  static final int SLOTS = 4;

  private final List<SpecialistSession> sessions = new ArrayList<>();
  private final Map<String, AtomicInteger> completions = new ConcurrentHashMap<>();

  private DemoFleet() {}

  static DemoFleet start(RoutingClient client) {
    DemoFleet fleet = new DemoFleet();
    ROLES.forEach(
        (role, skills) -> {
          for (int i = 1; i <= PER_ROLE; i++) {
            fleet.sessions.add(fleet.session(client, role, skills, i));
          }
        });
    return fleet;
  }

  /** How often each task was worked to its end. */
  Map<String, AtomicInteger> completions() {
    return completions;
  }

  @Override
  public void close() {
    sessions.forEach(SpecialistSession::close);
  }

  private SpecialistSession session(
      RoutingClient client, String role, Map<String, Integer> skills, int number) {
    SpecialistSpec.Builder spec =
        SpecialistSpec.newBuilder()
            .setRole(role)
            .setSlots(SLOTS)
            .setCostPerSecond(0.5 * number)
            .setInstructions("You are a " + role + ".");
    skills.forEach(
        (skill, level) ->
            spec.addSkills(
                Skill.newBuilder().setSkill(skill).setLevel(Math.max(1, level - number + 1))));
    AtomicInteger seq = new AtomicInteger();
    return client
        .specialist(role + "-" + number)
        .spec(spec.build())
        .load(() -> report(seq.incrementAndGet()), Duration.ofSeconds(1))
        .handler(task -> work(task.task().getTaskId(), task.payload()))
        .start();
  }

  private TaskResult work(String taskId, ByteString payload) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(Long.parseLong(payload.toStringUtf8()));
    completions.computeIfAbsent(taskId, unused -> new AtomicInteger()).incrementAndGet();
    return TaskResult.newBuilder().setSummary("done").build();
  }

  private static LoadReport report(int seq) {
    return LoadReport.newBuilder().setSeq(seq).setCpuUtilization(0.2).build();
  }
}

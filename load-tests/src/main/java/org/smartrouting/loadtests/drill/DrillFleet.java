package org.smartrouting.loadtests.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.smartrouting.client.RoutingClient;
import org.smartrouting.client.SpecialistSession;
import org.smartrouting.client.TaskHandler;
import org.smartrouting.v1.LoadReport;
import org.smartrouting.v1.Skill;
import org.smartrouting.v1.SpecialistSpec;
import org.smartrouting.v1.TaskResult;

/** Specialists that work every task for a few milliseconds and echo its payload. */
final class DrillFleet implements AutoCloseable {
  /** Skills that tasks ask for; each specialist has all but one of them. */
  static final List<String> SKILLS = List.of("java", "sql", "testing", "writing");

  private final List<SpecialistSession> sessions = new ArrayList<>();

  private DrillFleet() {}

  static DrillFleet start(
      RoutingClient client, int specialists, int slots, int longestMillis, Tally tally) {
    DrillFleet fleet = new DrillFleet();
    for (int i = 0; i < specialists; i++) {
      String id = "specialist-" + i;
      SpecialistSpec.Builder spec = SpecialistSpec.newBuilder().setSlots(slots);
      for (int s = 0; s < SKILLS.size(); s++) {
        if (s != i % SKILLS.size()) {
          spec.addSkills(Skill.newBuilder().setSkill(SKILLS.get(s)).setLevel(1 + (i + s) % 5));
        }
      }
      AtomicLong seq = new AtomicLong();
      fleet.sessions.add(
          client
              .specialist(id)
              .spec(spec.build())
              .load(
                  () -> LoadReport.newBuilder().setSeq(seq.incrementAndGet()).build(),
                  Duration.ofSeconds(1))
              .handler(handler(id, longestMillis, tally))
              .start());
    }
    return fleet;
  }

  int size() {
    return sessions.size();
  }

  @Override
  public void close() {
    sessions.forEach(SpecialistSession::close);
  }

  private static TaskHandler handler(String id, int longestMillis, Tally tally) {
    return task -> {
      tally.begins(id, task.task().getTaskId());
      try {
        if (longestMillis > 0) {
          TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(longestMillis) + 1);
        }
        return TaskResult.newBuilder().setOutput(task.payload()).build();
      } finally {
        tally.ends(id);
      }
    };
  }
}

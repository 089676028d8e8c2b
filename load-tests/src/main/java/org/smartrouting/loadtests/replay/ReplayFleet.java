package org.smartrouting.loadtests.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.smartrouting.client.AssignedTask;
import org.smartrouting.client.SpecialistSession;
import org.smartrouting.client.TaskFailure;
import org.smartrouting.loadtests.trace.AttemptDraws;
import org.smartrouting.loadtests.trace.FleetMember;
import org.smartrouting.v1.Skill;
import org.smartrouting.v1.SpecialistSpec;
import org.smartrouting.v1.TaskResult;

/**
 * The specialists of a replay, who take the time that the trace says and fail when it is drawn so.
 * One pool of threads serves them all, with one thread for each slot: handlers of the client
 * library return when the work is done. Thread-safe.
 */
final class ReplayFleet implements AutoCloseable {
  private static final int MOST_SLOTS = 10_000;
  private static final long STACK_BYTES = 256 << 10;

  private final List<SpecialistSession> sessions = new ArrayList<>();
  private final ExecutorService threads;
  private final ReplayTasks tasks;
  private final ReplayClock clock;
  private final TimeScale scale;
  private final AttemptDraws draws;
  private final Logbook logbook;

  private ReplayFleet(int slots, Scene scene) {
    this.tasks = scene.tasks();
    this.clock = scene.clock();
    this.scale = scene.scale();
    this.draws = scene.draws();
    this.logbook = scene.logbook();
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            slots,
            work -> {
              Thread thread =
                  new Thread(null, work, "slot-" + number.incrementAndGet(), STACK_BYTES);
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts to connect them all.
   *
   * @throws IllegalArgumentException if they have too many slots for one process
   */
  static ReplayFleet start(
      ReplayClients clients, String pool, List<FleetMember> members, Scene scene) {
    long slots = members.stream().mapToLong(FleetMember::slots).sum();
    if (slots > MOST_SLOTS) {
      throw new IllegalArgumentException(
          "a replay can have " + MOST_SLOTS + " slots, this fleet has " + slots);
    }
    ReplayFleet fleet = new ReplayFleet((int) slots, scene);
    for (int i = 0; i < members.size(); i++) {
      FleetMember member = members.get(i);
      fleet.sessions.add(
          clients
              .get(i)
              .specialist(member.id())
              .pool(pool)
              .spec(spec(member, scene.scale()))
              .executor(fleet.threads)
              .handler(task -> fleet.work(member, task))
              .start());
    }
    return fleet;
  }

  /** Number of specialists. */
  int size() {
    return sessions.size();
  }

  @Override
  public void close() {
    sessions.forEach(SpecialistSession::close);
    threads.shutdownNow();
  }

  private TaskResult work(FleetMember member, AssignedTask assigned)
      throws InterruptedException, TaskFailure {
    int index = ReplayTasks.index(assigned.task().getSpec().getTitle());
    int attempt = assigned.attempt();
    long startMicros = clock.traceMicros();
    logbook.begins(member.id());
    boolean done = false;
    try {
      if (!scale.isUnpaced()) {
        long serviceMicros = member.serviceMicros(tasks.get(index));
        TimeUnit.NANOSECONDS.sleep(clock.nanosUntil(startMicros + serviceMicros));
      }
      double chance = member.success().of(tasks.get(index).taskType());
      if (!draws.succeeds(index, attempt, chance)) {
        throw TaskFailure.retryable("drawn", null);
      }
      done = true;
      return TaskResult.getDefaultInstance();
    } finally {
      logbook.ends(index, new Stint(member.id(), attempt, startMicros, clock.traceMicros(), done));
    }
  }

  private static SpecialistSpec spec(FleetMember member, TimeScale scale) {
    SpecialistSpec.Builder spec =
        SpecialistSpec.newBuilder()
            .setSlots(member.slots())
            .setCostPerSecond(member.costPerSecond() * scale.divisor());
    member
        .skills()
        .byName()
        .forEach(
            (skill, level) -> spec.addSkills(Skill.newBuilder().setSkill(skill).setLevel(level)));
    return spec.build();
  }
}

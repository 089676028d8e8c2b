package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.orchestration.Plan;
import org.smartrouting.core.orchestration.Session;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.pool.Pool;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.score.Performance;
import org.smartrouting.core.score.PerformanceKey;
import org.smartrouting.core.specialist.Specialist;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.store.ArtifactWrite;
import org.smartrouting.core.store.JournalBatch;
import org.smartrouting.core.store.PerformanceWrite;
import org.smartrouting.core.store.ShardImage;
import org.smartrouting.core.store.TaskWrite;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;

/** The rows that the journal has written; checks each write as a table with keys would. */
final class MemoryStore {
  private final NavigableMap<TaskId, Task> tasks = new TreeMap<>();
  private final Map<PoolKey, Pool> pools = new LinkedHashMap<>();
  private final Map<SpecialistKey, Specialist> specialists = new LinkedHashMap<>();
  private final Map<PerformanceKey, Performance> performances = new LinkedHashMap<>();
  private final Map<SessionId, Session> sessions = new LinkedHashMap<>();
  private final Map<String, Bytes> artifacts = new LinkedHashMap<>();
  private long changeSeq;

  /** Rows of tasks by id. */
  NavigableMap<TaskId, Task> tasks() {
    return tasks;
  }

  /** Rows of sessions by id. */
  Map<SessionId, Session> sessions() {
    return sessions;
  }

  /** Contents by {@code task/name/version}. */
  Map<String, Bytes> artifacts() {
    return artifacts;
  }

  Map<SpecialistKey, Specialist> specialists() {
    return specialists;
  }

  Map<PerformanceKey, Performance> performances() {
    return performances;
  }

  void write(JournalBatch batch) {
    for (TaskId id : batch.deletedTasks()) {
      assertThat(tasks.remove(id)).as("row to delete of %s", id).isNotNull();
    }
    batch.tasks().forEach(this::write);
    batch.deletedPools().forEach(pools::remove);
    batch.pools().forEach(pool -> pools.put(pool.key(), pool));
    for (SpecialistKey key : batch.deletedSpecialists()) {
      specialists.remove(key);
      performances.keySet().removeIf(known -> known.specialist().equals(key));
    }
    batch.specialists().forEach(specialist -> specialists.put(specialist.key(), specialist));
    for (PerformanceWrite write : batch.performances()) {
      performances.put(
          new PerformanceKey(write.specialist(), write.taskType()), write.performance());
    }
    for (TaskId task : batch.orchestration().discarded()) {
      artifacts.keySet().removeIf(name -> name.startsWith(task + "/"));
    }
    for (ArtifactWrite write : batch.orchestration().artifacts()) {
      String name = write.task() + "/" + write.name() + "/" + write.version();
      assertThat(artifacts.put(name, write.content())).as("artifact %s before", name).isNull();
    }
    batch.orchestration().sessions().forEach(each -> sessions.put(each.id(), each));
    assertThat(batch.changeSeq()).isGreaterThanOrEqualTo(changeSeq);
    changeSeq = batch.changeSeq();
  }

  Stored read(Set<TaskId> ids) {
    Map<TaskId, Task> found = new HashMap<>(tasks);
    found.keySet().retainAll(ids);
    return new Stored(ids, found);
  }

  Map<String, Performance> performanceOf(SpecialistKey who) {
    Map<String, Performance> byType = new LinkedHashMap<>();
    performances.forEach(
        (key, performance) -> {
          if (key.specialist().equals(who)) {
            byType.put(key.taskType(), performance);
          }
        });
    return byType;
  }

  ShardImage image() {
    return new ShardImage(
        changeSeq,
        pools.values().stream().toList(),
        specialists.values().stream().toList(),
        tasks.values().stream().filter(task -> !task.state().isFinal()).toList(),
        sessions.values().stream().filter(session -> !session.removed()).toList());
  }

  private void write(TaskWrite write) {
    Task task = write.task();
    Task before = tasks.get(task.id());
    if (write.extent() == TaskWrite.Extent.NEW) {
      assertThat(before).as("row before a NEW one of %s", task.id()).isNull();
      tasks.put(task.id(), task);
      return;
    }
    assertThat(before).as("row of %s to write %s", task.id(), write.extent()).isNotNull();
    boolean archived = task.plan() != null && task.plan().state().archived();
    assertThat(before.state().isFinal() && !archived)
        .as("%s changes after its end", task.id())
        .isFalse();
    assertThat(task.status().version()).isGreaterThan(before.status().version());
    assertThat(task.status().changeSeq()).isGreaterThan(before.status().changeSeq());
    boolean withSpec = write.extent() == TaskWrite.Extent.STATUS_AND_SPEC;
    tasks.put(
        task.id(),
        new Task(
            before.id(),
            before.pool(),
            withSpec ? task.spec() : before.spec(),
            before.fingerprint(),
            before.delivery(),
            before.createdMicros(),
            task.status(),
            plan(before.plan(), task.plan(), withSpec)));
  }

  private static @Nullable Plan plan(
      @Nullable Plan before, @Nullable Plan after, boolean withSpec) {
    return before == null || after == null
        ? null
        : new Plan(withSpec ? after.spec() : before.spec(), after.state());
  }
}

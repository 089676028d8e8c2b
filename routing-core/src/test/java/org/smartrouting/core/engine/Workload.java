package org.smartrouting.core.engine;

import static org.smartrouting.core.engine.EngineFixture.POOL;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.TENANT;
import static org.smartrouting.core.engine.EngineFixture.key;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.engine.AssignmentCommand.FailureKind;
import org.smartrouting.core.engine.AssignmentCommand.Reference;
import org.smartrouting.core.engine.TaskCommand.Request;
import org.smartrouting.core.specialist.LoadReport;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskState;

/**
 * Random submitters, callers and specialists who behave badly, in a way that depends on a seed
 * only. Answers count as given when the batch after them is committed.
 */
final class Workload {
  /** What the engine is made to look like in the matter of tokens. */
  enum Tokens {
    /** As it is. */
    CHECKED,
    /** As if it took a completion from anybody. */
    IGNORED
  }

  private record Client(String id, boolean pulls, SpecialistSpec spec) {}

  private record Asked<R>(Command<R> command, Stored stored, Consumer<R> then) {}

  private static final List<Client> CLIENTS =
      List.of(
          new Client("s0", false, SpecialistSpec.of(Map.of("a", 3), 1)),
          new Client("s1", false, SpecialistSpec.of(Map.of("a", 5, "b", 2), 2)),
          new Client("s2", false, SpecialistSpec.of(Map.of("b", 4), 3)),
          new Client("s3", true, SpecialistSpec.of(Map.of(), 2)),
          new Client("s4", true, SpecialistSpec.of(Map.of("a", 1, "b", 1), 1)));

  final EngineFixture fixture;
  final Invariants invariants;
  private final SplittableRandom random;
  private final Map<String, Long> addresses = new HashMap<>();
  private final Map<Long, String> byAddress = new HashMap<>();
  private final List<Reference> references = new ArrayList<>();
  private final Map<String, Map<TaskId, AssignmentToken>> holds = new HashMap<>();
  private final Map<Long, TaskId> callers = new LinkedHashMap<>();
  private final List<TaskId> ids = new ArrayList<>();
  private List<Runnable> unacknowledged = new ArrayList<>();
  private List<Asked<?>> asked = new ArrayList<>();
  private final Set<TaskState> statesSeen = EnumSet.noneOf(TaskState.class);
  private Tokens tokens = Tokens.CHECKED;
  private long loadSeq;

  Workload(long seed, EngineFixture fixture) {
    this.random = new SplittableRandom(seed);
    this.fixture = fixture;
    this.invariants = new Invariants(fixture);
    fixture.manualCommits();
    fixture.policy(base -> Policies.times(base, 2 * SECOND, 10 * SECOND, 8 * SECOND));
    fixture.commit();
  }

  void tokens(Tokens value) {
    tokens = value;
  }

  Set<TaskState> statesSeen() {
    return statesSeen;
  }

  /** Does one thing and checks everything. */
  void step() {
    int die = random.nextInt(100);
    if (die < 22) {
      submitSomething();
    } else if (die < 60) {
      specialistDoesSomething();
    } else if (die < 72) {
      ownerDoesSomething();
    } else if (die < 84) {
      fixture.advance(random.nextBoolean() ? random.nextLong(SECOND) : random.nextLong(6 * SECOND));
    } else if (die < 90) {
      answerQuestions();
    } else if (die < 99) {
      commit();
    } else {
      restart();
    }
    hear();
    invariants.check();
    fixture.engine().tasks().forEach(task -> statesSeen.add(task.state()));
  }

  void commit() {
    fixture.commit();
    unacknowledged.forEach(Runnable::run);
    unacknowledged = new ArrayList<>();
    hear();
    invariants.checkClean();
  }

  private void restart() {
    if (random.nextBoolean()) {
      commit();
    }
    fixture.restart();
    unacknowledged = new ArrayList<>();
    asked = new ArrayList<>();
    addresses.clear();
    byAddress.clear();
    callers.clear();
    invariants.checkRestarted();
  }

  private <R> void send(Command<R> command, Consumer<R> then) {
    send(command, Stored.NOTHING, then);
  }

  private <R> void send(Command<R> command, Stored stored, Consumer<R> then) {
    Outcome<R> outcome = fixture.engine().apply(command, stored, fixture.now());
    if (outcome instanceof Outcome.Done<R> done) {
      then.accept(done.value());
    } else if (outcome instanceof Outcome.NeedsStored<R> needs) {
      asked.add(new Asked<>(command, fixture.store.read(needs.ids()), then));
    }
  }

  private void answerQuestions() {
    List<Asked<?>> questions = asked;
    asked = new ArrayList<>();
    for (Asked<?> question : questions) {
      if (random.nextInt(10) == 0) {
        fixture.engine().abandon(question.stored().read());
      } else {
        answer(question);
      }
    }
  }

  private <R> void answer(Asked<R> question) {
    send(question.command(), question.stored(), question.then());
  }

  // Submitters and callers.

  private void submitSomething() {
    int die = random.nextInt(10);
    if (die < 7) {
      send(new TaskCommand.Submit(request(), spec()), done -> submitted(done.task()));
    } else if (die < 9) {
      long address = fixture.newAddress();
      Request request = request();
      long until = fixture.now() + random.nextLong(5 * SECOND);
      TaskSpec spec = spec().withDependencies(List.of()).withRunAfter(0);
      send(
          new RouteCommand.Route(request, spec, address, until),
          repeated -> {
            callers.put(address, request.id());
            ids.add(request.id());
            unacknowledged.add(() -> invariants.acknowledged.add(request.id()));
          });
    } else if (!ids.isEmpty()) {
      send(new TaskCommand.Resubmit(request(), anyId()), done -> submitted(done.task()));
    }
  }

  private void submitted(Task task) {
    ids.add(task.id());
    unacknowledged.add(() -> invariants.acknowledged.add(task.id()));
  }

  // Again with the commit: a repeated submit before may be acknowledged with it.
  private void deleted(TaskId id) {
    invariants.forget(id);
    unacknowledged.add(() -> invariants.forget(id));
  }

  private Request request() {
    return random.nextInt(3) == 0
        ? EngineFixture.request("r" + random.nextInt(30))
        : fixture.freshRequest();
  }

  private TaskSpec spec() {
    List<SkillRequirement> skills = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      skills.add(SkillRequirement.atLeast("a", 1 + random.nextInt(5)));
    }
    if (random.nextInt(3) == 0) {
      skills.add(SkillRequirement.atLeast("b", 1 + random.nextInt(4)));
    }
    Requirement requirement = new Requirement(skills, List.of());
    TaskSpec spec = TaskSpec.of("work", requirement).withPriority(anyPriority());
    if (random.nextInt(4) == 0) {
      spec = spec.withDeadline(fixture.now() + 1 + random.nextLong(30 * SECOND));
    }
    if (random.nextInt(6) == 0) {
      spec = spec.withRunAfter(fixture.now() + random.nextLong(10 * SECOND));
    }
    return random.nextInt(4) == 0 ? spec.withDependencies(someIds()) : spec;
  }

  private Priority anyPriority() {
    return any(List.of(Priority.values()));
  }

  private <T> T any(List<T> among) {
    return among.get(random.nextInt(among.size()));
  }

  private TaskId anyId() {
    return any(ids);
  }

  private List<TaskId> someIds() {
    List<TaskId> some = new ArrayList<>();
    for (int i = 0; i < 2 && !ids.isEmpty(); i++) {
      some.add(anyId());
    }
    return some.stream().distinct().toList();
  }

  private void ownerDoesSomething() {
    if (ids.isEmpty()) {
      return;
    }
    TaskId id = anyId();
    switch (random.nextInt(8)) {
      case 0, 1 -> send(new TaskCommand.Cancel(TENANT, id, "enough"), task -> {});
      case 2, 3 -> send(update(id), task -> {});
      case 4 -> send(new TaskCommand.Delete(TENANT, id), task -> deleted(id));
      case 5 -> abandonCall();
      case 6 -> manage(any(CLIENTS));
      default -> send(new RouteCommand.Explain(TENANT, id, 3), why -> {});
    }
  }

  private TaskCommand.Update update(TaskId id) {
    @Nullable List<TaskId> dependencies = random.nextBoolean() ? someIds() : null;
    Long deadline = random.nextBoolean() ? fixture.now() + 20 * SECOND : null;
    return new TaskCommand.Update(TENANT, id, anyPriority(), deadline, null, dependencies, 0);
  }

  private void abandonCall() {
    if (!callers.isEmpty()) {
      Map.Entry<Long, TaskId> call = callers.entrySet().iterator().next();
      callers.remove(call.getKey());
      send(new RouteCommand.AbandonRoute(call.getValue(), call.getKey()), known -> {});
    }
  }

  private void manage(Client client) {
    switch (random.nextInt(4)) {
      case 0 -> send(new SpecialistCommand.Drain(key(client.id())), view -> {});
      case 1, 2 -> send(new SpecialistCommand.Resume(key(client.id())), view -> {});
      default -> {
        var busy = SpecialistCommand.Deregister.WhenBusy.REQUEUE;
        send(new SpecialistCommand.Deregister(key(client.id()), busy), view -> {});
      }
    }
  }

  // Specialists.

  private void specialistDoesSomething() {
    Client client = any(CLIENTS);
    Long address = addresses.get(client.id());
    int die = random.nextInt(12);
    if (address == null && die < 8) {
      come(client);
    } else if (address != null && die == 0) {
      send(new SpecialistCommand.Disconnect(key(client.id()), address), known -> {});
      addresses.remove(client.id());
    } else if (address != null && die == 1) {
      come(client);
    } else if (address != null && die == 2) {
      send(new SpecialistCommand.Heartbeat(key(client.id()), address), known -> {});
    } else if (address != null && die == 3) {
      double external = random.nextInt(3);
      LoadReport load = new LoadReport(++loadSeq, 0, 0, 0, 0, 0, Map.of(), external, 0);
      send(new SpecialistCommand.ReportLoad(key(client.id()), address, load), taken -> {});
    } else {
      speakOfWork();
    }
  }

  private void come(Client client) {
    long address = fixture.newAddress();
    if (client.pulls()) {
      send(new SpecialistCommand.Register(key(client.id()), client.spec()), view -> {});
      long until = fixture.now() + random.nextLong(10 * SECOND);
      send(
          new SpecialistCommand.Pull(key(client.id()), address, 1 + random.nextInt(2), until),
          waits -> here(client, address));
    } else {
      List<Reference> held = new ArrayList<>();
      Map<TaskId, AssignmentToken> own = holds.getOrDefault(client.id(), new HashMap<>());
      own.values().removeIf(token -> random.nextInt(4) == 0);
      own.forEach((id, token) -> held.add(new Reference(TENANT, id, token)));
      send(
          new SpecialistCommand.Connect(key(client.id()), client.spec(), address, held),
          welcome -> here(client, address));
    }
  }

  private void here(Client client, long address) {
    addresses.put(client.id(), address);
    byAddress.put(address, client.id());
  }

  private void speakOfWork() {
    if (references.isEmpty()) {
      return;
    }
    int recent = Math.min(references.size(), 12);
    int index = references.size() - 1 - random.nextInt(recent);
    Reference reference = references.get(index);
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> send(new AssignmentCommand.Accept(reference), end -> {});
      case 4 -> send(new AssignmentCommand.Decline(reference, "no"), state -> {});
      case 5 -> send(new AssignmentCommand.Renew(reference, random.nextDouble()), end -> {});
      case 6, 7, 8 -> complete(reference);
      default -> {
        FailureKind kind = any(List.of(FailureKind.values()));
        send(new AssignmentCommand.Fail(reference, kind, "broken"), state -> {});
      }
    }
  }

  private void complete(Reference reference) {
    Reference sent = tokens == Tokens.CHECKED ? reference : underCurrentToken(reference);
    send(
        new AssignmentCommand.Complete(sent, EngineFixture.result("r" + random.nextInt(3))),
        state -> {
          if (state == TaskState.SUCCEEDED) {
            invariants.completed.put(reference.task(), reference.token());
          }
        });
  }

  private Reference underCurrentToken(Reference reference) {
    for (Task task : fixture.engine().tasks()) {
      Lease lease = task.status().lease();
      if (task.id().equals(reference.task()) && lease != null) {
        return new Reference(TENANT, task.id(), lease.token());
      }
    }
    return reference;
  }

  private void hear() {
    fixture.pushes.forEach((address, said) -> said.forEach(push -> hear(address, push)));
    fixture.pushes.clear();
  }

  private void hear(long address, Push push) {
    String who = byAddress.getOrDefault(address, "caller");
    push.match(
        assigned -> hold(who, assigned.task()),
        pulled -> {
          pulled.tasks().forEach(task -> hold(who, task));
          return addresses.remove(who, address);
        },
        routed -> {
          callers.remove(address);
          return hold(who, routed.task());
        },
        revoked -> holds.getOrDefault(who, new HashMap<>()).remove(revoked.task()) != null,
        closed -> addresses.remove(who, address));
  }

  private boolean hold(String who, Task task) {
    if (task.status().lease() == null) {
      throw new AssertionError("handed out without a lease: " + task);
    }
    AssignmentToken token = task.status().lease().token();
    references.add(new Reference(POOL.tenant(), task.id(), token));
    holds.computeIfAbsent(who, unused -> new HashMap<>()).put(task.id(), token);
    return true;
  }
}

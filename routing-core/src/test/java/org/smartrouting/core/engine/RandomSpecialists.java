package org.smartrouting.core.engine;

import static org.smartrouting.core.engine.EngineFixture.POOL;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.TENANT;
import static org.smartrouting.core.engine.EngineFixture.key;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.engine.AssignmentCommand.FailureKind;
import org.smartrouting.core.engine.AssignmentCommand.Reference;
import org.smartrouting.core.specialist.LoadReport;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/** The specialists of a {@link Workload}, and whoever else holds assignments. */
final class RandomSpecialists {
  private record Client(String id, boolean pulls, SpecialistSpec spec) {}

  private static final List<Client> CLIENTS =
      List.of(
          new Client("s0", false, SpecialistSpec.of(Map.of("a", 3), 1)),
          new Client("s1", false, SpecialistSpec.of(Map.of("a", 5, "b", 2), 2)),
          new Client("s2", false, SpecialistSpec.of(Map.of("b", 4), 3)),
          new Client("s3", true, SpecialistSpec.of(Map.of(), 2)),
          new Client("s4", true, SpecialistSpec.of(Map.of("a", 1, "b", 1), 1)));

  private final Workload workload;
  private final EngineFixture fixture;
  private final SplittableRandom random;
  private final Map<String, Long> addresses = new HashMap<>();
  private final Map<Long, String> byAddress = new HashMap<>();
  private final List<Reference> references = new ArrayList<>();
  private final Map<String, Map<TaskId, AssignmentToken>> holds = new HashMap<>();
  private final Map<Reference, String> ahead = new HashMap<>();
  private final RandomWork work;
  private long loadSeq;

  RandomSpecialists(Workload workload, SplittableRandom random, SplittableRandom stops) {
    this.workload = workload;
    this.work = new RandomWork(workload, stops);
    this.fixture = workload.fixture;
    this.random = random;
  }

  /** All connections are lost. */
  void restart() {
    addresses.clear();
    byAddress.clear();
  }

  /** One of them does something. */
  void act() {
    work.stopSomething();
    Client client = workload.any(CLIENTS);
    Long address = addresses.get(client.id());
    int die = random.nextInt(12);
    if (address == null && die < 8) {
      come(client);
    } else if (address != null && die == 0) {
      workload.send(new SpecialistCommand.Disconnect(key(client.id()), address), known -> {});
      addresses.remove(client.id());
    } else if (address != null && die == 1) {
      come(client);
    } else if (address != null && die == 2) {
      workload.send(new SpecialistCommand.Heartbeat(key(client.id()), address), known -> {});
    } else if (address != null && die == 3) {
      double external = random.nextInt(3);
      double cpu = ++loadSeq % 4 == 0 ? 0.95 : 0.1;
      LoadReport load = new LoadReport(loadSeq, 0, cpu, 0, 0, 0, Map.of(), external, 0);
      workload.send(new SpecialistCommand.ReportLoad(key(client.id()), address, load), taken -> {});
    } else {
      speakOfWork();
    }
  }

  private void come(Client client) {
    long address = fixture.newAddress();
    if (client.pulls()) {
      workload.send(new SpecialistCommand.Register(key(client.id()), client.spec()), view -> {});
      long until = fixture.now() + random.nextLong(10 * SECOND);
      workload.send(
          new SpecialistCommand.Pull(key(client.id()), address, 1 + random.nextInt(2), until),
          waits -> here(client, address));
    } else {
      List<Reference> held = new ArrayList<>();
      Map<TaskId, AssignmentToken> own = holds.getOrDefault(client.id(), new HashMap<>());
      own.values().removeIf(token -> random.nextInt(4) == 0);
      own.forEach((id, token) -> held.add(new Reference(TENANT, id, token)));
      work.unfinishedOf(client.id()).stream()
          .filter(each -> !held.contains(each))
          .forEach(held::add);
      workload.send(
          new SpecialistCommand.Connect(key(client.id()), client.spec(), address, held),
          welcome -> {
            work.resumed(client.id(), held, welcome.resumed());
            here(client, address);
          });
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
    int die = random.nextInt(10);
    if (die == 4 || die > 5) {
      // Whatever the answer is.
      work.ended(reference);
    }
    switch (die) {
      case 0, 1, 2, 3 ->
          workload.send(new AssignmentCommand.Accept(reference), end -> accepted(reference));
      case 4 -> workload.send(new AssignmentCommand.Decline(reference, "no"), state -> {});
      case 5 ->
          workload.send(new AssignmentCommand.Renew(reference, random.nextDouble()), end -> {});
      case 6, 7, 8 -> complete(reference);
      default -> {
        FailureKind kind = workload.any(List.of(FailureKind.values()));
        workload.send(new AssignmentCommand.Fail(reference, kind, "broken"), state -> {});
      }
    }
  }

  private void complete(Reference reference) {
    Reference sent =
        workload.tokens() == Workload.Tokens.CHECKED ? reference : underCurrentToken(reference);
    workload.send(
        new AssignmentCommand.Complete(sent, EngineFixture.result("r" + random.nextInt(3))),
        state -> {
          if (state == TaskState.SUCCEEDED) {
            workload.invariants.completed.put(reference.task(), reference.token());
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

  /** Somebody drains, resumes or removes one. */
  void manage() {
    Client client = workload.any(CLIENTS);
    switch (random.nextInt(4)) {
      case 0 -> workload.send(new SpecialistCommand.Drain(key(client.id())), view -> {});
      case 1, 2 -> workload.send(new SpecialistCommand.Resume(key(client.id())), view -> {});
      default -> {
        var busy = SpecialistCommand.Deregister.WhenBusy.REQUEUE;
        workload.send(new SpecialistCommand.Deregister(key(client.id()), busy), view -> {});
      }
    }
  }

  /** Somebody is told something. */
  void hear(long address, Push push) {
    String who = byAddress.getOrDefault(address, "caller");
    push.match(
        assigned -> {
          hold(who, assigned.task());
          // To another connection it cannot be brought any more.
          return Long.valueOf(address).equals(addresses.get(who))
              && !isAhead(who, assigned.task())
              && work.begins(who, slots(who), references.get(references.size() - 1));
        },
        pulled -> {
          pulled.tasks().forEach(task -> hold(who, task));
          return addresses.remove(who, address);
        },
        routed -> {
          workload.callEnded(address);
          return hold(who, routed.task());
        },
        revoked -> {
          work.revoked(who, revoked.token());
          return holds.getOrDefault(who, new HashMap<>()).remove(revoked.task()) != null;
        },
        closed -> addresses.remove(who, address));
  }

  /** Whether somebody was given it ahead of a slot, and is to begin when it was let accept it. */
  private boolean isAhead(String who, Task task) {
    boolean isAhead = Objects.requireNonNull(task.status().lease()).isAhead();
    if (isAhead) {
      ahead.put(references.get(references.size() - 1), who);
    }
    return isAhead;
  }

  private void accepted(Reference reference) {
    String who = ahead.remove(reference);
    if (who != null) {
      work.begins(who, slots(who), reference);
    }
  }

  private static int slots(String who) {
    return CLIENTS.stream()
        .filter(client -> client.id().equals(who))
        .mapToInt(client -> client.spec().slots())
        .sum();
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

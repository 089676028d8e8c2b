package org.smartrouting.server.orchestration;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.engine.PlanCommand;
import org.smartrouting.core.engine.Push;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.RouteCommand;
import org.smartrouting.core.score.Decision;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.shard.Reply;
import org.smartrouting.core.shard.Shard;
import org.smartrouting.core.store.PlanReader;
import org.smartrouting.core.store.TaskReader;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.orchestration.v1.ExecuteTaskRequest;
import org.smartrouting.orchestration.v1.ExecuteTaskResponse;
import org.smartrouting.orchestration.v1.Role;
import org.smartrouting.server.codec.Briefing;
import org.smartrouting.server.codec.DecisionCodec;
import org.smartrouting.server.codec.PlannedTaskCodec;
import org.smartrouting.server.codec.SpecialistCodec;
import org.smartrouting.server.codec.TimeCodec;
import org.smartrouting.server.service.Calls;

/**
 * One call that begins a task for its caller. The reply to its command only says that it waits for
 * the choice, which comes as a push to its address. Thread-safe.
 */
final class ExecuteCall implements Reply<Boolean>, Consumer<Push> {
  private static final long DEFAULT_LEASE_MICROS = 15L * 60 * 1_000_000;

  private final Calls calls;
  private final TaskReader tasks;
  private final PlanReader plans;
  private final Executor blocking;
  private final Personas personas;
  private final Shard shard;
  private final TaskId id;
  private final ServerCallStreamObserver<ExecuteTaskResponse> out;
  private long address;
  private volatile boolean repeated;
  private boolean accepted;
  private boolean ended;

  ExecuteCall(
      ExecutionCalls owner,
      Shard shard,
      TaskId id,
      ServerCallStreamObserver<ExecuteTaskResponse> out) {
    this.calls = owner.calls();
    this.tasks = owner.tasks();
    this.plans = owner.plans();
    this.blocking = owner.blocking();
    this.personas = owner.personas();
    this.shard = shard;
    this.id = id;
    this.out = out;
  }

  /** Begins; before the handler of the call returns. */
  void start(ExecuteTaskRequest request) {
    address = shard.open(this);
    out.setOnCancelHandler(this::cancelled);
    long lease = request.hasLease() ? TimeCodec.micros(request.getLease()) : DEFAULT_LEASE_MICROS;
    long wait = request.hasWaitTimeout() ? TimeCodec.micros(request.getWaitTimeout()) : 0;
    PlanCommand.Execute command =
        new PlanCommand.Execute(
            calls.tenant(),
            id,
            Digests.of(request),
            Tokens.parse(request.getAssignmentToken()),
            lease,
            address,
            calls.nowMicros() + wait);
    shard.submit(Lane.WORK, command, this);
  }

  @Override
  public void done(Boolean wasBegun) {
    boolean unwanted;
    synchronized (this) {
      repeated = wasBegun;
      accepted = true;
      unwanted = ended;
    }
    if (unwanted) {
      abandon();
    }
  }

  @Override
  public void refused(Refusal refusal) {
    shard.close(address);
    if (end()) {
      Calls.fail(out, Calls.status(refusal));
    }
  }

  @Override
  public void accept(Push push) {
    if (!end()) {
      return;
    }
    if (push instanceof Push.Routed routed) {
      calls.later(blocking, out, () -> answer(routed));
    } else if (push instanceof Push.Closed closed) {
      Calls.fail(out, Calls.status(closed.refusal()));
    } else {
      Calls.fail(out, calls.status(new IllegalStateException("not for an execution: " + push)));
    }
  }

  private void answer(Push.Routed routed) {
    Task task = routed.task();
    Surroundings around = Surroundings.of(task, tasks, plans);
    Role role = personas.message(PlannedTaskCodec.plan(task).spec().specialistType());
    String told = routed.specialist().specialist().spec().instructions();
    ExecuteTaskResponse.Builder response =
        ExecuteTaskResponse.newBuilder()
            .setTask(PlannedTaskCodec.toMessage(task))
            .setSpecialist(SpecialistCodec.toMessage(routed.specialist()))
            .setRole(role)
            .setExecutionInstructions(
                Briefing.of(
                    task,
                    told.isEmpty() ? role.getInstructions() : told,
                    around.dependencies(),
                    around.siblings()))
            .addAllDependencyResults(around.dependencies())
            .addAllSiblings(around.siblings())
            .setRationale(rationale(task))
            .setRepeatedRequest(repeated);
    Lease lease = task.status().lease();
    if (lease != null) {
      response.setAssignmentToken(Tokens.text(lease.token()));
      response.setLeaseExpiresAt(TimeCodec.timestamp(calls.nowMicros() + lease.durationMicros()));
    }
    @Nullable Decision decision = task.status().decision();
    if (decision != null) {
      response.setDecision(DecisionCodec.toMessage(decision));
    }
    out.onNext(response.build());
    out.onCompleted();
  }

  private static String rationale(Task task) {
    @Nullable Decision decision = task.status().decision();
    if (decision == null || decision.candidates().isEmpty()) {
      return "nobody else could be compared";
    }
    int others = decision.candidates().size() - 1;
    return String.format(
        Locale.ROOT,
        "%s meets the requirement, had a free slot, and costs %.2f credits as expected;"
            + " %d others were compared",
        decision.specialistId(),
        decision.candidates().get(0).cost(),
        others);
  }

  private void cancelled() {
    boolean waits;
    synchronized (this) {
      waits = accepted && !ended;
      ended = true;
    }
    shard.close(address);
    if (waits) {
      abandon();
    }
  }

  private void abandon() {
    shard.submit(
        Lane.WORK,
        new RouteCommand.AbandonRoute(id, address),
        new Reply<>() {
          @Override
          public void done(Boolean waited) {}

          @Override
          public void refused(Refusal refusal) {}
        });
  }

  /** Whether the call had not ended before. */
  private synchronized boolean end() {
    boolean isFirst = !ended;
    ended = true;
    return isFirst;
  }
}

package org.smartrouting.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.smartrouting.v1.Ack;
import org.smartrouting.v1.Assignment;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.Hello;
import org.smartrouting.v1.LoadReport;
import org.smartrouting.v1.SpecialistServiceGrpc.SpecialistServiceStub;
import org.smartrouting.v1.Welcome;
import org.smartrouting.v1.WorkRequest;
import org.smartrouting.v1.WorkRequest.MessageCase;
import org.smartrouting.v1.WorkResponse;

/**
 * Decides what a session does about each assignment: which it holds, which messages are to be sent,
 * and what an answer means. Thread-safe; its lock is taken before that of the link and that of an
 * execution, never after.
 */
final class AssignmentDesk implements WorkLink.Events, TaskExecution.Supervisor, Pulse.Beat {
  private static final Logger log = LoggerFactory.getLogger(AssignmentDesk.class);

  private final Hello identity;
  private final TaskHandler handler;
  private final Executor executor;
  private final Surroundings surroundings;
  private final Backoff retryBackoff;
  private final WorkLink link;
  private final CompletableFuture<SessionEnd> end = new CompletableFuture<>();

  private final Object lock = new Object();

  @GuardedBy("lock")
  private final HeldAssignments held = new HeldAssignments();

  @GuardedBy("lock")
  private final Outbox outbox = new Outbox();

  @GuardedBy("lock")
  private final Pulse pulse;

  @GuardedBy("lock")
  private boolean welcomed;

  @GuardedBy("lock")
  private boolean draining;

  @GuardedBy("lock")
  private boolean ended;

  AssignmentDesk(
      SpecialistServiceStub specialists,
      ClientConfig config,
      Surroundings surroundings,
      Hello identity,
      TaskHandler handler,
      Executor executor,
      Optional<Pulse.Loads> loads) {
    this.identity = identity;
    this.handler = handler;
    this.executor = executor;
    this.surroundings = surroundings;
    this.retryBackoff = config.retryBackoff();
    this.link = new WorkLink(specialists, surroundings, config, this);
    this.pulse = new Pulse(surroundings, loads, this);
  }

  /** Connects. */
  void open() {
    Runnable forget = surroundings.lifetime().onEnd(closed -> close());
    var unused = end.thenRun(forget);
    link.open();
  }

  /** Takes no more; ends once nothing is held. */
  void drain() {
    List<TaskExecution> unbegun;
    synchronized (lock) {
      draining = true;
      unbegun = held.unbegun();
      unbegun.forEach(each -> decline(each.reference(), "the specialist is draining"));
      leave();
      send();
    }
    unbegun.forEach(TaskExecution::cancel);
    endIfDrained();
  }

  /** Interrupts what runs and disconnects. */
  void close() {
    link.end(new SessionEnd(SessionEnd.Kind.CLOSED, Optional.empty()));
  }

  /** How it ended. */
  CompletableFuture<SessionEnd> end() {
    return end;
  }

  @Override
  public Hello hello() {
    synchronized (lock) {
      return identity.toBuilder().addAllHeldAssignments(held.references()).build();
    }
  }

  @Override
  public void welcomed(Welcome welcome) {
    Duration interval = Durations.of(welcome.getHeartbeatInterval());
    synchronized (lock) {
      if (ended) {
        return;
      }
      welcomed = true;
      held.slots(welcome.getSpecialist().getSpec().getSlots());
      held.but(welcome.getResumedAssignmentsList()).forEach(this::drop);
      pulse.start(interval);
      leave();
      send();
    }
    startNext();
  }

  @Override
  public void lost() {
    synchronized (lock) {
      welcomed = false;
      pulse.stop();
      outbox.connectionLost();
    }
  }

  @Override
  public void ready() {
    synchronized (lock) {
      send();
    }
  }

  @Override
  public void received(WorkResponse response) {
    switch (response.getMessageCase()) {
      case ASSIGNMENT -> assigned(response.getAssignment());
      case REVOKE -> revoked(response.getRevoke().getAssignment());
      case ACK -> acknowledged(response.getAck());
      // A newer router may say more than this library knows.
      case WELCOME, MESSAGE_NOT_SET -> log.debug("Ignored {}.", response.getMessageCase());
    }
    startNext();
  }

  @Override
  public void ended(SessionEnd reason) {
    synchronized (lock) {
      ended = true;
      welcomed = false;
      pulse.stop();
      held.but(List.of()).forEach(this::drop);
    }
    end.complete(reason);
  }

  @Override
  public boolean begin(TaskExecution execution) {
    synchronized (lock) {
      HeldAssignment assignment = held.get(execution.token());
      if (assignment == null) {
        return false;
      }
      outbox.add(assignment.begin());
      send();
      return true;
    }
  }

  @Override
  public void progressed(TaskExecution execution, double fraction) {
    synchronized (lock) {
      HeldAssignment assignment = held.get(execution.token());
      if (assignment != null) {
        assignment.progressed(fraction);
        report(assignment);
        send();
      }
    }
  }

  @Override
  public void finished(TaskExecution execution, WorkRequest outcome) {
    synchronized (lock) {
      HeldAssignment assignment = held.get(execution.token());
      if (assignment != null) {
        assignment.finish();
        outbox.add(outcome);
        send();
      } else if (held.stopped(execution.token())) {
        say(WorkMessages.stopped(execution.reference()));
        send();
      }
    }
    startNext();
  }

  @Override
  public void heartbeat() {
    synchronized (lock) {
      outbox.heartbeat();
      send();
    }
  }

  @Override
  public void load(LoadReport report) {
    synchronized (lock) {
      if (welcomed) {
        outbox.sendOver(link, report);
      }
    }
  }

  private void assigned(Assignment assignment) {
    TaskExecution execution = new TaskExecution(assignment, handler, this);
    synchronized (lock) {
      if (ended || held.has(execution.token())) {
        return;
      }
      if (draining) {
        decline(execution.reference(), "the specialist is draining");
        return;
      }
      // Of several assignments of one task only the newest can be good.
      AssignmentReference older = held.ofTask(execution.reference().getTaskId());
      if (older != null) {
        drop(older);
      }
      held.add(execution, assignment.getAhead());
    }
    if (!assignment.getAhead()) {
      start(execution);
    }
  }

  /** Starts what was given ahead of a slot, if there is one now; ends once nothing is left. */
  private void startNext() {
    @Nullable TaskExecution next;
    synchronized (lock) {
      next = welcomed ? held.seatNext() : null;
    }
    if (next != null) {
      start(next);
    }
    endIfDrained();
  }

  private void start(TaskExecution execution) {
    try {
      executor.execute(execution);
    } catch (RejectedExecutionException full) {
      synchronized (lock) {
        decline(execution.reference(), "the specialist cannot start it");
      }
    }
  }

  private void revoked(AssignmentReference assignment) {
    synchronized (lock) {
      drop(assignment);
      send();
    }
  }

  private void acknowledged(Ack ack) {
    synchronized (lock) {
      WorkRequest message = outbox.acknowledge(ack.getMessageId());
      if (message == null) {
        return;
      }
      if (ack.hasError()) {
        refused(message, CallFailure.of(ack.getError()));
      } else {
        done(message);
      }
      send();
    }
  }

  @GuardedBy("lock")
  private void done(WorkRequest message) {
    outbox.taken();
    ByteString token = WorkMessages.subject(message).getAssignmentToken();
    HeldAssignment assignment = held.get(token);
    if (message.hasComplete() || message.hasFail()) {
      held.remove(token);
    } else if (message.hasRenew() && assignment != null) {
      assignment.reported();
      report(assignment);
    }
  }

  @GuardedBy("lock")
  private void refused(WorkRequest message, CallFailure failure) {
    if ((message.hasLeave() || message.hasStopped()) && failure.retryable()) {
      later(message, failure);
    }
    AssignmentReference subject = WorkMessages.subject(message);
    HeldAssignment assignment = held.get(subject.getAssignmentToken());
    if (assignment == null) {
      return;
    }
    boolean accepting = outbox.has(MessageCase.ACCEPT, subject.getAssignmentToken());
    switch (Reaction.to(message, failure, accepting)) {
      case DROP -> {
        log.info("Task {} is given up: {}", subject.getTaskId(), failure.message());
        drop(subject);
      }
      case GO_ON -> {
        assignment.reported();
        report(assignment);
      }
      case SEND_LATER -> later(message, failure);
      case FAIL_FOR_GOOD -> outbox.add(WorkMessages.refused(subject, failure.message()));
    }
  }

  @GuardedBy("lock")
  private void later(WorkRequest message, CallFailure failure) {
    int refusals = outbox.keep(message);
    surroundings.after(
        retryBackoff.delayNanos(refusals, failure, surroundings.random()),
        () -> {
          synchronized (lock) {
            outbox.sendAgain(message.getMessageId());
            send();
          }
        });
  }

  @GuardedBy("lock")
  private void report(HeldAssignment assignment) {
    if (assignment.begun() && assignment.reportDue()) {
      outbox.add(assignment.report());
    }
  }

  @GuardedBy("lock")
  private void decline(AssignmentReference assignment, String reason) {
    held.remove(assignment.getAssignmentToken());
    say(WorkMessages.decline(assignment, reason));
    send();
  }

  /** Asks for no more; a connection without work to finish is ended instead. */
  @GuardedBy("lock")
  private void leave() {
    if (draining && welcomed && !held.isEmpty()) {
      outbox.leave();
    }
  }

  @GuardedBy("lock")
  private void drop(AssignmentReference assignment) {
    outbox.removeAll(assignment.getAssignmentToken());
    if (held.drop(assignment.getAssignmentToken())) {
      say(WorkMessages.stopped(assignment));
    }
  }

  /** Sends what without a connection means nothing. */
  @GuardedBy("lock")
  private void say(WorkRequest message) {
    if (welcomed) {
      outbox.add(message);
    }
  }

  @GuardedBy("lock")
  private void send() {
    if (welcomed) {
      outbox.sendOver(link);
    }
  }

  private void endIfDrained() {
    synchronized (lock) {
      if (!draining || !held.isEmpty()) {
        return;
      }
    }
    link.end(new SessionEnd(SessionEnd.Kind.DRAINED, Optional.empty()));
  }
}

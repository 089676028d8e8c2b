package org.smartrouting.loadtests.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.AssignmentCommand.Accept;
import org.smartrouting.core.engine.AssignmentCommand.Complete;
import org.smartrouting.core.engine.AssignmentCommand.Fail;
import org.smartrouting.core.engine.AssignmentCommand.FailureKind;
import org.smartrouting.core.engine.AssignmentCommand.Reference;
import org.smartrouting.core.engine.Outcome;
import org.smartrouting.core.engine.PoolCommand;
import org.smartrouting.core.engine.Push;
import org.smartrouting.core.engine.TaskCommand;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.loadtests.report.Fate;
import org.smartrouting.loadtests.report.Observation;
import org.smartrouting.loadtests.trace.AttemptDraws;
import org.smartrouting.loadtests.trace.FleetMember;
import org.smartrouting.loadtests.trace.Streams;
import org.smartrouting.loadtests.trace.TraceTask;

/**
 * Gives the tasks of a trace to a real engine in virtual time, with a fleet that takes exactly the
 * time the trace says. Nothing else takes time: neither messages nor commits. For one run; the same
 * trace, fleet, policy and seed give the same run. Not thread-safe.
 */
final class Simulation {
  private static final PoolKey POOL = new PoolKey(PoolKey.DEFAULT_TENANT, "simulation");

  /** The beginning of the trace in the time of the engine, where 0 means never. */
  private static final long ORIGIN_MICROS = 1_000_000_000_000_000L;

  private final PoolPolicy policy;
  private final AttemptDraws draws;
  private final RandomGenerator ids;
  private final EngineSeat engine;
  private final Agenda agenda = new Agenda();
  private final Map<Long, Worker> workers = new LinkedHashMap<>();
  private final Map<TaskId, Course> open = new HashMap<>();
  private final TaskSpecs specs = new TaskSpecs();
  private @Nullable Observation[] observations = new Observation[1_024];
  private int arrived;
  private boolean moreArrive;
  private int inWork;
  private long heartbeatMicros = Agenda.NEVER;
  private long reportMicros = Agenda.NEVER;
  private long handoverMicros;
  private long lastDeadlineMicros;
  private long lastChangeMicros = ORIGIN_MICROS;

  /**
   * Seats an engine with a fleet.
   *
   * @param fleet the specialists; they are connected all the time
   * @param policy rules of the pool
   * @param seed of all that is drawn
   */
  Simulation(List<FleetMember> fleet, PoolPolicy policy, long seed) {
    this.policy = policy;
    this.draws = new AttemptDraws(seed);
    Streams streams = new Streams(seed);
    this.ids = streams.of("ids");
    this.engine = new EngineSeat(streams.of("engine"), ORIGIN_MICROS, this::hear, this::finished);
    engine.done(new PoolCommand.Create(POOL, policy, "", RequestFingerprint.NONE));
    for (FleetMember member : fleet) {
      Worker worker = Worker.of(member, POOL, workers.size() + 1L);
      workers.put(worker.address(), worker);
      long every = engine.done(worker.connect()).heartbeatMicros();
      heartbeatMicros = Math.min(heartbeatMicros, every);
    }
  }

  /**
   * Makes all specialists say their load from now on, each time as it was at the report before, so
   * that what the router knows is between one and two intervals old.
   *
   * @param everyMicros interval of the reports, above 0
   */
  void reportLoads(long everyMicros) {
    reportMicros = everyMicros;
  }

  /**
   * Makes every assignment take this long from the decision to the start of the work, as commits
   * and messages do; the slot is taken meanwhile. Without this it takes no time.
   *
   * @param micros the time, not negative
   */
  void handOverIn(long micros) {
    handoverMicros = micros;
  }

  /**
   * Runs a trace to its end.
   *
   * @param trace its tasks in the order of their arrivals
   */
  SimulatedRun run(Iterator<TraceTask> trace) {
    planArrival(trace);
    planHeartbeats();
    planReports();
    while (agenda.nextMicros() != Agenda.NEVER) {
      // Like the server: mail of a moment is dealt with before what is due in that moment.
      if (engine.nextDueMicros() < agenda.nextMicros()) {
        engine.moveTo(engine.nextDueMicros());
        engine.advance();
      } else {
        engine.moveTo(agenda.nextMicros());
        agenda.doNext();
      }
    }
    open.values().forEach(course -> observe(course.index(), course.observed(Fate.OPEN)));
    List<Observation> all = new ArrayList<>(arrived);
    Arrays.stream(observations, 0, arrived).forEach(all::add);
    return new SimulatedRun(all, engine.taskMicros());
  }

  private void planArrival(Iterator<TraceTask> trace) {
    moreArrive = trace.hasNext();
    if (moreArrive) {
      TraceTask task = trace.next();
      agenda.at(
          ORIGIN_MICROS + task.arrivalMicros(),
          () -> {
            planArrival(trace);
            submit(task);
          });
    }
  }

  private void submit(TraceTask task) {
    int index = arrived++;
    Course course = new Course(index, task);
    long now = engine.nowMicros();
    TaskId id = TaskId.random(0, ids.nextLong(), ids.nextLong());
    TaskCommand.Request request = new TaskCommand.Request(id, POOL, RequestFingerprint.NONE);
    var outcome = engine.apply(new TaskCommand.Submit(request, specs.of(task, now)));
    if (outcome instanceof Outcome.Done) {
      open.put(id, course);
      lastChangeMicros = now;
      if (task.hasDeadline()) {
        lastDeadlineMicros = Math.max(lastDeadlineMicros, now + task.deadlineMicros());
      }
    } else {
      observe(index, course.observed(Fate.REFUSED));
    }
    engine.commit();
  }

  private void planHeartbeats() {
    agenda.at(
        engine.nowMicros() + heartbeatMicros,
        () -> {
          if (moreArrive || mayGoOn()) {
            workers.values().forEach(worker -> engine.apply(worker.heartbeat()));
            engine.commit();
            planHeartbeats();
          }
        });
  }

  private void planReports() {
    if (reportMicros != Agenda.NEVER) {
      agenda.at(
          engine.nowMicros() + reportMicros,
          () -> {
            if (moreArrive || mayGoOn()) {
              workers.values().forEach(worker -> engine.apply(worker.reportLoad()));
              engine.commit();
              planReports();
            }
          });
    }
  }

  /** Whether anything can still become of the open tasks after the last arrival. */
  private boolean mayGoOn() {
    long patience =
        policy.retry().maxBackoffMicros()
            + policy.retryElsewhereMicros()
            + policy.acceptTimeoutMicros()
            + heartbeatMicros;
    boolean waitsForTime =
        engine.nowMicros() <= Math.max(lastDeadlineMicros, lastChangeMicros + patience);
    return !open.isEmpty() && (inWork > 0 || waitsForTime);
  }

  private void hear(Push push) {
    if (push instanceof Push.Assigned assigned) {
      Worker worker = workerAt(assigned.address());
      if (handoverMicros == 0) {
        accept(worker, assigned.task());
      } else {
        agenda.at(engine.nowMicros() + handoverMicros, () -> accept(worker, assigned.task()));
      }
    } else if (push instanceof Push.Revoked revoked) {
      Course course = open.get(revoked.task());
      if (course != null && course.isUnder(revoked.token())) {
        end(course, false);
      }
      Worker worker = workerAt(revoked.address());
      agenda.at(
          engine.nowMicros(),
          () -> {
            engine.apply(worker.stopped(revoked.token()));
            engine.commit();
          });
    } else {
      throw new IllegalStateException("the engine closed a connection: " + push);
    }
  }

  private void accept(Worker worker, Task task) {
    var lease = task.status().lease();
    Course course = open.get(task.id());
    if (lease == null) {
      throw new IllegalStateException("an assignment of nothing: " + task.id());
    }
    if (course == null) {
      // It became final on the way.
      return;
    }
    Reference reference = new Reference(POOL.tenant(), task.id(), lease.token());
    if (engine.apply(new Accept(reference)) instanceof Outcome.Done) {
      course.begin(worker, lease.token(), traceMicros());
      worker.begins();
      inWork++;
      int attempt = task.status().attempt();
      long end = engine.nowMicros() + worker.member().serviceMicros(course.task());
      agenda.at(end, () -> finish(course, worker, reference, attempt));
    }
    // Nobody waits for the commit of an acceptance, so it goes with the next one.
  }

  private void finish(Course course, Worker worker, Reference reference, int attempt) {
    if (!course.isUnder(reference.token())) {
      return;
    }
    double chance = worker.member().success().of(course.task().taskType());
    boolean succeeds = draws.succeeds(course.index(), attempt, chance);
    Outcome<?> outcome =
        succeeds
            ? engine.apply(new Complete(reference, TaskResult.EMPTY))
            : engine.apply(new Fail(reference, FailureKind.RETRYABLE, "drawn"));
    end(course, succeeds && outcome instanceof Outcome.Done);
    engine.commit();
  }

  private void end(Course course, boolean succeeded) {
    course.end(succeeded, traceMicros()).ends();
    inWork--;
    lastChangeMicros = engine.nowMicros();
  }

  private void finished(Task task) {
    Course course = open.remove(task.id());
    if (course == null) {
      throw new IllegalStateException("a task ended that was not open: " + task.id());
    }
    if (course.isInWork()) {
      end(course, false);
    }
    observe(course.index(), course.observed(Course.fate(task.state())));
  }

  private void observe(int index, Observation seen) {
    if (index >= observations.length) {
      observations = Arrays.copyOf(observations, Math.max(index + 1, observations.length * 2));
    }
    observations[index] = seen;
  }

  private Worker workerAt(long address) {
    Worker worker = workers.get(address);
    if (worker == null) {
      throw new IllegalStateException("nobody has the address " + address);
    }
    return worker;
  }

  private long traceMicros() {
    return engine.nowMicros() - ORIGIN_MICROS;
  }
}

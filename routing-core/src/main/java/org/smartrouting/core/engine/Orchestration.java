package org.smartrouting.core.engine;

/** The parts of an engine that know of sessions, made once and wired here. */
final class Orchestration {
  private final PlannedTasks planned;
  private final SessionDesk sessions;
  private final PlanDesk plans;
  private final PlanChanges changes;
  private final Executions executions;
  private final Completions completions;
  private final PlanRemovals removals;

  Orchestration(
      ShardState state,
      Transitions transitions,
      Dependencies dependencies,
      Submissions submissions,
      TaskDesk tasks) {
    planned = new PlannedTasks(state);
    sessions = new SessionDesk(state, tasks);
    plans = new PlanDesk(state, transitions, dependencies, submissions);
    changes = new PlanChanges(state, transitions, dependencies, planned);
    executions = new Executions(state, transitions, planned);
    completions = new Completions(state, transitions, planned);
    removals = new PlanRemovals(state, transitions, tasks, planned);
  }

  PlannedTasks planned() {
    return planned;
  }

  SessionDesk sessions() {
    return sessions;
  }

  PlanDesk plans() {
    return plans;
  }

  PlanChanges changes() {
    return changes;
  }

  Executions executions() {
    return executions;
  }

  Completions completions() {
    return completions;
  }

  PlanRemovals removals() {
    return removals;
  }
}

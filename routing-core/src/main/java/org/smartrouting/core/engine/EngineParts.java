package org.smartrouting.core.engine;

import java.util.random.RandomGenerator;

/** The parts of an engine, made once and wired here. Commands find the one they are for. */
public final class EngineParts {
  private final ShardState state;
  private final Transitions transitions;
  private final Dispatcher dispatcher;
  private final Dependencies dependencies;
  private final Submissions submissions;
  private final TaskDesk taskDesk;
  private final Assignments assignments;
  private final Connections connections;
  private final Fleet fleet;
  private final PoolDesk pools;
  private final Routes routes;
  private final Explanations explanations;
  private final Clockwork clockwork;
  private final Orchestration orchestration;

  EngineParts(EngineConfig config, RandomGenerator chance, long changeSeq) {
    state = new ShardState(config, chance, changeSeq);
    transitions = new Transitions(state);
    dispatcher = new Dispatcher(state, transitions);
    dependencies = new Dependencies(state);
    Forecasts forecasts = new Forecasts(state, transitions);
    submissions =
        new Submissions(state, transitions, dependencies, new Feasibility(state, forecasts));
    taskDesk = new TaskDesk(state, transitions, dependencies);
    Presence presence = new Presence(state);
    assignments = new Assignments(state, transitions, presence);
    connections = new Connections(state, assignments, presence);
    fleet = new Fleet(state, assignments, connections, presence);
    pools = new PoolDesk(state, transitions, presence);
    routes = new Routes(state, transitions, submissions);
    explanations = new Explanations(state, dispatcher, forecasts);
    orchestration = new Orchestration(state, transitions, dependencies, submissions, taskDesk);
    clockwork = new Clockwork(state, transitions, assignments, connections, dependencies, routes);
  }

  Orchestration orchestration() {
    return orchestration;
  }

  ShardState state() {
    return state;
  }

  Transitions transitions() {
    return transitions;
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  Submissions submissions() {
    return submissions;
  }

  TaskDesk taskDesk() {
    return taskDesk;
  }

  Assignments assignments() {
    return assignments;
  }

  Connections connections() {
    return connections;
  }

  Fleet fleet() {
    return fleet;
  }

  PoolDesk pools() {
    return pools;
  }

  Routes routes() {
    return routes;
  }

  Explanations explanations() {
    return explanations;
  }

  Clockwork clockwork() {
    return clockwork;
  }
}

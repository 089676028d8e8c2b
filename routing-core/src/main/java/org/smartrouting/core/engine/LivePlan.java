package org.smartrouting.core.engine;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.orchestration.Plan;
import org.smartrouting.core.orchestration.PlanSpec;
import org.smartrouting.core.orchestration.PlanState;
import org.smartrouting.core.orchestration.PlanStatus;

/** What makes a task in memory one of a session. */
final class LivePlan {
  final LiveSession session;
  PlanSpec spec;
  PlanState state;

  /** The task of which it is a part, as long as that is unfinished; null for none. */
  @Nullable LiveTask parent;

  /** Its parts that are not finished. */
  final Set<LiveTask> parts = new LinkedHashSet<>();

  /** Under which status the session counts it; null when it does not yet. */
  @Nullable PlanStatus counted;

  LivePlan(LiveSession session, PlanSpec spec, PlanState state) {
    this.session = session;
    this.spec = spec;
    this.state = state;
  }

  /** Whether nobody has begun it yet. */
  boolean awaitsExecution() {
    return !state.execution().begun();
  }

  /** How long its holder has it without renewing; 0 for as long as the pool says. */
  long leaseMicros() {
    return state.execution().bySelf() ? state.execution().leaseMicros() : 0;
  }

  Plan snapshot() {
    return new Plan(spec, state);
  }
}

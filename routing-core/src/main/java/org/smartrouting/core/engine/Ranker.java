package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.List;
import org.smartrouting.core.score.Demand;
import org.smartrouting.core.score.Estimate;
import org.smartrouting.core.score.Judgement;
import org.smartrouting.core.score.Offer;
import org.smartrouting.core.score.Outlook;

/** Scores specialists for a task and puts them into the order of a mode. */
final class Ranker {
  private final ShardState state;
  private final Affinities affinities;

  Ranker(ShardState state, Affinities affinities) {
    this.state = state;
    this.affinities = affinities;
  }

  /** The best of the mode first; equal ones in the order given. */
  List<Contender> rank(
      LiveTask task,
      List<LiveSpecialist> specialists,
      Ranking rules,
      Judgement judgement,
      long nowMicros) {
    if (specialists.isEmpty()) {
      return new ArrayList<>(0);
    }
    Outlook outlook =
        state.book().outlook(task.pool.key(), task.spec.taskType(), rules.learning(), nowMicros);
    boolean wantsSomebody = task.spec.affinity().isPresent();
    Demand demand = new Demand(task.demanded, task.slackSeconds(nowMicros), wantsSomebody);
    String wanted = wantsSomebody ? affinities.wanted(task, nowMicros) : "";
    Contender[] ranked = new Contender[specialists.size()];
    for (int i = 0; i < ranked.length; i++) {
      LiveSpecialist specialist = specialists.get(i);
      Estimate estimate = outlook.of(specialist.page(state.book()));
      double success = judgement.success(specialist.id(), estimate.posterior());
      Offer offer =
          new Offer(
              specialist.id(),
              specialist.spec(),
              estimate.judged(success),
              specialist.utilization(nowMicros),
              specialist.slotCount().scarcity(task.demanded.skills(), nowMicros),
              wantsSomebody && specialist.id().equals(wanted) ? 1 : 0);
      ranked[i] = Contender.of(specialist, rules.weights(), demand, offer);
    }
    return Distribution.sorted(ranked, rules.assignment(), nowMicros);
  }
}

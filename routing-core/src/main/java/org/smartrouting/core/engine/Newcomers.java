package org.smartrouting.core.engine;

import java.util.List;
import org.smartrouting.core.score.Judgement;
import org.smartrouting.core.score.ScorePage;
import org.smartrouting.core.score.SuccessBasis;

/**
 * Gives newcomers their share of the tasks, by counting and not by chance: no less once anybody is
 * proven, so that they are known soon, and no more once most of those compared are; before, nearly
 * everybody is new. Where there is but one to choose he gets the task: work does not wait.
 */
final class Newcomers {
  private final ShardState state;

  Newcomers(ShardState state) {
    this.state = state;
  }

  /**
   * Makes a newcomer the first if it is their turn, and somebody proven if it is not.
   *
   * @param ranked candidates, the best first; is changed
   */
  void take(LiveTask task, List<Contender> ranked, Judgement judgement) {
    double share = task.pool.policy().learning().newcomerShare();
    if (judgement.basis() != SuccessBasis.DRAW || share == 0) {
      return;
    }
    int newcomers = 0;
    int bestNewcomer = -1;
    int bestProven = -1;
    for (int i = 0; i < ranked.size(); i++) {
      if (isNew(task, ranked.get(i))) {
        newcomers++;
        bestNewcomer = bestNewcomer < 0 ? i : bestNewcomer;
      } else {
        bestProven = bestProven < 0 ? i : bestProven;
      }
    }
    if (bestNewcomer < 0 || bestProven < 0) {
      return;
    }
    if (task.pool.isNewcomersTurn(share)) {
      ranked.add(0, ranked.remove(bestNewcomer));
    } else if (2 * newcomers < ranked.size()) {
      ranked.add(0, ranked.remove(bestProven));
    }
  }

  private boolean isNew(LiveTask task, Contender contender) {
    ScorePage page = contender.specialist().page(state.book());
    return !state.book().isProven(page, task.spec.taskType());
  }
}

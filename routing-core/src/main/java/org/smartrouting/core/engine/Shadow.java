package org.smartrouting.core.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.pool.ShadowPolicy;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.score.Posterior;
import org.smartrouting.core.score.ScoreTerm;
import org.smartrouting.core.score.ScoreTermKind;

/**
 * What the rules that a pool tries would have chosen, compared with what was chosen. Lives in
 * memory: after a restart, and with other rules, it begins anew.
 */
final class Shadow {
  /** Sums over choices. */
  private static final class Sums {
    private double seconds;
    private double success;
    private double price;

    void add(Candidate choice) {
      Posterior posterior = choice.posterior();
      double lasts = input(choice, ScoreTermKind.TIME);
      seconds += lasts;
      // Not the number that was drawn: who is chosen for a lucky draw would look better than it is.
      success += posterior == null ? input(choice, ScoreTermKind.FAILURE) : posterior.mean();
      price += input(choice, ScoreTermKind.PRICE) * lasts;
    }

    ShadowCounts.Expectation means(long count) {
      double all = Math.max(1, count);
      return new ShadowCounts.Expectation(seconds / all, success / all, price / all);
    }

    private static double input(Candidate choice, ScoreTermKind kind) {
      for (ScoreTerm term : choice.terms()) {
        if (term.kind() == kind) {
          return term.input();
        }
      }
      throw new IllegalStateException("a candidate without " + kind);
    }
  }

  private final ShadowPolicy policy;
  private final Sums active = new Sums();
  private final Sums other = new Sums();
  private long decisions;
  private long agreed;
  private double costDifference;

  Shadow(ShadowPolicy policy) {
    this.policy = policy;
  }

  /** What goes on, or begins, under a policy; null when nothing is to be tried. */
  static @Nullable Shadow under(@Nullable ShadowPolicy policy, @Nullable Shadow before) {
    if (policy == null || (before != null && before.policy.equals(policy))) {
      return policy == null ? null : before;
    }
    return new Shadow(policy);
  }

  ShadowPolicy policy() {
    return policy;
  }

  /**
   * Counts a decision among several.
   *
   * @param chosen the candidates as they were ranked, the choice first
   * @param ranked the same by these rules; who is no worse than the first by {@code best} is as
   *     good a choice
   * @param equals how many of the latter are equally good
   */
  void count(List<Candidate> chosen, List<Candidate> ranked, int equals) {
    Candidate choice = chosen.get(0);
    String wouldBe = ranked.get(0).specialistId();
    for (Candidate each : ranked.subList(0, equals)) {
      if (each.specialistId().equals(choice.specialistId())) {
        wouldBe = choice.specialistId();
      }
    }
    Candidate instead = choice;
    for (Candidate each : chosen) {
      if (each.specialistId().equals(wouldBe)) {
        instead = each;
      }
    }
    decisions++;
    agreed += wouldBe.equals(choice.specialistId()) ? 1 : 0;
    costDifference += instead.cost() - choice.cost();
    active.add(choice);
    other.add(instead);
  }

  ShadowCounts counts() {
    double all = Math.max(1, decisions);
    return new ShadowCounts(
        decisions,
        agreed / all,
        costDifference / all,
        active.means(decisions),
        other.means(decisions));
  }
}

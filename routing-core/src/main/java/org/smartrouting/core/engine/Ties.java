package org.smartrouting.core.engine;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.smartrouting.core.score.Candidate;

/** Candidates that are equally good. */
final class Ties {
  private Ties() {}

  /** Makes each of the equally good ones the first with the same chance. */
  static void breakWith(
      RandomGenerator chance, List<Candidate> ranked, Comparator<Candidate> order) {
    int equal = atTop(ranked, order);
    if (equal > 1) {
      Collections.swap(ranked, 0, chance.nextInt(equal));
    }
  }

  /** How many are as good as the first. */
  static int atTop(List<Candidate> ranked, Comparator<Candidate> order) {
    int equal = 1;
    while (equal < ranked.size() && order.compare(ranked.get(0), ranked.get(equal)) == 0) {
      equal++;
    }
    return equal;
  }
}

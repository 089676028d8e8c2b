package org.smartrouting.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.pool.Fairness;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.Requirement;

/** The heap of the lines of a signature. */
final class LinesTest {
  private final FairShares shares = new FairShares(Fairness.DEFAULT);
  private final Lines<Waiting> lines = new Lines<>(shares);
  private final SignatureQueue<Waiting> queue =
      new SignatureQueue<>(
          Signature.of(Requirement.ANYBODY, Delivery.SPECIALIST),
          Commons.of(shares, ServiceOrder.BY_VIRTUAL_DEADLINE),
          0);

  private Line<Waiting> line(int number, double start) {
    return new Line<>(
        queue, new Share("k" + number, 1, start, 0), ServiceOrder.BY_VIRTUAL_DEADLINE);
  }

  private List<Double> drained() {
    List<Double> starts = new ArrayList<>();
    for (Line<Waiting> first = lines.first(null); first != null; first = lines.first(null)) {
      starts.add(first.share().start());
      lines.remove(first);
    }
    return starts;
  }

  @Test
  void lines_come_in_the_order_of_their_shares_whichever_were_removed() {
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 200; round++) {
      List<Line<Waiting>> left = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        left.add(line(i, random.nextDouble()));
        lines.add(left.get(i));
      }
      for (int i = 0; i < 50; i++) {
        lines.remove(left.remove(random.nextInt(left.size())));
      }
      assertThat(drained())
          .isEqualTo(left.stream().map(line -> line.share().start()).sorted().toList());
    }
  }
}

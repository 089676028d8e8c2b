package org.smartrouting.loadtests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.Command;

/** What the benchmarks do, without a clock. */
class CrowdTest {
  @Test
  void a_task_that_comes_is_given_to_one_of_the_free() {
    Crowd crowd = new Crowd(300, 1);
    crowd.occupy(200);
    assertThat(crowd.held()).isEqualTo(200);
    crowd.tasks(50).forEach(crowd::apply);
    crowd.commit();
    // Some demand what nobody has.
    assertThat(crowd.held()).isBetween(205, 250);
    assertThat(crowd.unfinished()).isEqualTo(250);
  }

  @Test
  void who_is_rid_of_a_task_takes_one_that_waits() {
    Crowd crowd = new Crowd(100, 20);
    crowd.occupy(100);
    crowd.queue(1_000);
    assertThat(crowd.held()).isEqualTo(100);
    assertThat(crowd.unfinished()).isEqualTo(1_100);
    List<Command<?>> completions = crowd.completions(60);
    completions.forEach(crowd::apply);
    crowd.commit();
    // One or two have no skill that anything waiting demands.
    assertThat(crowd.held()).isBetween(90, 100);
    assertThat(crowd.unfinished()).isEqualTo(1_040);
  }
}

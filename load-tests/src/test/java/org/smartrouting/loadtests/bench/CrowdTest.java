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

  @Test
  void what_is_for_later_is_not_given_to_anybody() {
    Crowd crowd = new Crowd(100, 1);
    var later = crowd.tasksForLater(20);
    later.forEach(crowd::apply);
    crowd.commit();
    assertThat(crowd.held()).isZero();
    assertThat(crowd.unfinished()).isEqualTo(20);
    crowd.cancel(later);
    assertThat(crowd.unfinished()).isZero();
  }

  @Test
  void the_queues_alone_find_a_task_for_most_who_ask() {
    Line line = new Line(100, 20);
    var jobs = line.jobs(1_000);
    jobs.forEach(line::enqueue);
    assertThat(line.size()).isEqualTo(1_000);
    assertThat(line.some(50).stream().filter(levels -> line.first(levels) != null).count())
        .isGreaterThan(40);
    jobs.forEach(line::dequeue);
    assertThat(line.size()).isZero();
  }
}

package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TimerHeapTest {
  private static final class Thing extends Timed {}

  @Test
  void things_come_out_when_their_last_moment_has_come_and_in_its_order() {
    SplittableRandom random = new SplittableRandom(5);
    TimerHeap heap = new TimerHeap();
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      things.add(new Thing());
    }
    Map<Thing, Long> moments = new HashMap<>();
    long now = 0;
    for (int step = 0; step < 20_000; step++) {
      Thing thing = things.get(random.nextInt(things.size()));
      long moment = random.nextInt(5) == 0 ? Timed.NEVER : now + random.nextInt(1_000);
      heap.schedule(thing, moment);
      if (moment == Timed.NEVER) {
        moments.remove(thing);
      } else {
        moments.put(thing, moment);
      }
      now += random.nextInt(10);
      long next = moments.values().stream().min(Long::compare).orElse(Timed.NEVER);
      assertThat(heap.nextMicros()).isEqualTo(next);
      if (next <= now) {
        Timed due = heap.pollDue(now);
        assertThat(due).isInstanceOf(Thing.class);
        assertThat(moments.remove((Thing) due)).isEqualTo(next);
        assertThat(due.heapIndex()).isEqualTo(-1);
      } else {
        assertThat(heap.pollDue(now)).isNull();
      }
    }
  }
}

package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smartrouting.core.store.JournalBatch;
import org.smartrouting.core.store.TaskWrite;
import org.smartrouting.core.task.TaskState;

final class EngineInvariantsTest {
  private static final int SEEDS = 200;
  private static final int STEPS = 300;

  /** Forgets every fifth row that ends a task. */
  private static final class ForgetfulFixture extends EngineFixture {
    private int ends;

    ForgetfulFixture(long seed) {
      super(seed, 1L << 20);
    }

    @Override
    void written(JournalBatch batch) {
      List<TaskWrite> kept = new ArrayList<>();
      for (TaskWrite write : batch.tasks()) {
        if (!write.task().state().isFinal() || ++ends % 5 != 0) {
          kept.add(write);
        }
      }
      super.written(
          new JournalBatch(
              batch.changeSeq(),
              kept,
              batch.deletedTasks(),
              batch.pools(),
              batch.deletedPools(),
              batch.specialists(),
              batch.deletedSpecialists(),
              batch.performances(),
              batch.orchestration()));
    }
  }

  @Test
  void invariants_hold_whatever_happens() {
    int madeWay = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      madeWay += run(seed, new EngineFixture(seed, 1L << 20), Workload.Tokens.CHECKED);
    }
    assertThat(madeWay).isGreaterThan(20);
  }

  // Seeds that found a fault once stay here.
  @ParameterizedTest
  @ValueSource(longs = {1, 29, 51, 101, 103, 115, 132, 134, 149, 151, 169})
  void invariants_hold_for_seeds_that_broke_them_once(long seed) {
    run(seed, new EngineFixture(seed, 1L << 20), Workload.Tokens.CHECKED);
  }

  @Test
  void the_random_work_reaches_every_state() {
    EngineFixture fixture = new EngineFixture(9, 1L << 20);
    Workload workload = new Workload(9, fixture);
    for (int step = 0; step < 3_000; step++) {
      workload.step();
    }
    workload.commit();
    assertThat(workload.statesSeen()).containsExactlyInAnyOrder(TaskState.values());
    assertThat(workload.seenAhead()).isGreaterThan(50);
  }

  @Test
  void a_store_that_forgets_rows_is_found_out() {
    assertThatThrownBy(() -> run(3, new ForgetfulFixture(3), Workload.Tokens.CHECKED))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is lost");
  }

  @Test
  void completions_without_the_right_token_are_found_out() {
    assertThatThrownBy(
            () -> {
              for (long seed = 1; seed <= 20; seed++) {
                run(seed, new EngineFixture(seed, 1L << 20), Workload.Tokens.IGNORED);
              }
            })
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not under the token");
  }

  @Test
  void the_same_commands_with_the_same_chance_have_the_same_effects() {
    assertThat(trace(11)).isEqualTo(trace(11)).isNotEqualTo(trace(12));
  }

  private static List<String> trace(long seed) {
    List<String> trace = new ArrayList<>();
    EngineFixture fixture =
        new EngineFixture(seed, 1L << 20) {
          @Override
          void written(JournalBatch batch) {
            trace.add(batch.toString());
            super.written(batch);
          }

          @Override
          void hear(Push push) {
            trace.add(push.toString());
            super.hear(push);
          }
        };
    run(seed, fixture, Workload.Tokens.CHECKED);
    return trace;
  }

  /** Returns how many tasks had to make way for others. */
  private static int run(long seed, EngineFixture fixture, Workload.Tokens tokens) {
    int step = 0;
    try {
      Workload workload = new Workload(seed, fixture);
      workload.tokens(tokens);
      for (step = 0; step < STEPS; step++) {
        workload.step();
      }
      workload.commit();
      return workload.madeWay().size();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ", step " + step + ": " + e.getMessage(), e);
    }
  }
}

package org.smartrouting.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PoolKeyTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 16, 64})
  void pools_spread_evenly_over_the_shards(int shards) {
    int[] counts = new int[shards];
    int pools = 10_000;
    for (int i = 0; i < pools; i++) {
      counts[new PoolKey("tenant-" + i / 10, "pool-" + i % 10).shard(shards)]++;
    }
    double expected = (double) pools / shards;

    assertThat(counts)
        .satisfies(
            all -> {
              for (int count : all) {
                assertThat((double) count).isBetween(0.6 * expected, 1.4 * expected);
              }
            });
  }

  @Test
  void a_pool_stays_in_its_shard_for_ever() {
    // Pinned: rows are found by it.
    assertThat(new PoolKey("default", "default").shard(16)).isEqualTo(6);
    assertThat(new PoolKey("acme", "eu").shard(16)).isEqualTo(11);
    assertThat(new PoolKey("default", "default").shard(1)).isZero();
  }

  @Test
  void qualified_names_do_not_run_into_each_other() {
    assertThat(new PoolKey("ab", "c").qualified("d"))
        .isNotEqualTo(new PoolKey("a", "bc").qualified("d"))
        .isNotEqualTo(new PoolKey("ab", "cd").qualified(""));
  }
}

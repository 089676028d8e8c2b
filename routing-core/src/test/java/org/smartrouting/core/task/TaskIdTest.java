package org.smartrouting.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smartrouting.core.pool.PoolKey;

final class TaskIdTest {
  private static final PoolKey POOL = new PoolKey("acme", "default");

  private static List<TaskId> some() {
    SplittableRandom random = new SplittableRandom(2);
    List<TaskId> ids = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      ids.add(TaskId.random(random.nextInt(0x10000), random.nextLong(), random.nextLong()));
    }
    return ids;
  }

  @Test
  void text_and_bytes_lead_back_to_the_id() {
    for (TaskId id : some()) {
      assertThat(TaskId.parse(id.toString())).isEqualTo(id);
      assertThat(TaskId.ofBytes(id.toBytes())).isEqualTo(id);
    }
    assertThat(new TaskId(0x0001_0000_0000_0002L, 3).toString())
        .isEqualTo("00010000000000020000000000000003");
  }

  @Test
  void the_order_is_that_of_the_bytes_and_of_the_text() {
    List<TaskId> ids = some();
    for (int i = 1; i < ids.size(); i++) {
      TaskId one = ids.get(i - 1);
      TaskId other = ids.get(i);
      int order = Integer.signum(one.compareTo(other));
      assertThat(Integer.signum(Arrays.compareUnsigned(one.toBytes(), other.toBytes())))
          .isEqualTo(order);
      assertThat(Integer.signum(one.toString().compareTo(other.toString()))).isEqualTo(order);
    }
  }

  @Test
  void an_id_knows_its_shard() {
    assertThat(TaskId.random(0xFFFF, -1, -1).shard()).isEqualTo(0xFFFF);
    assertThat(TaskId.random(0, -1, -1).shard()).isZero();
    assertThat(TaskId.ofRequest(513, POOL, "r").shard()).isEqualTo(513);
    assertThatThrownBy(() -> TaskId.random(0x10000, 0, 0)).hasMessageContaining("65536");
  }

  @Test
  void the_same_request_has_the_same_id_and_others_have_others() {
    // Pinned: the ids of requests that came before an update of the server must not change.
    assertThat(TaskId.ofRequest(7, POOL, "r1")).hasToString("0007092b2213b7aba3c399ed7383f68e");
    Set<TaskId> ids = new HashSet<>();
    ids.add(TaskId.ofRequest(7, POOL, "r1"));
    ids.add(TaskId.ofRequest(7, POOL, "r2"));
    ids.add(TaskId.ofRequest(7, new PoolKey("acme", "other"), "r1"));
    ids.add(TaskId.ofRequest(7, new PoolKey("other", "default"), "r1"));
    ids.add(TaskId.ofRequest(7, new PoolKey("acmede", "fault"), "r1"));
    assertThat(ids).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0001000000000002000000000000000",
        "000100000000000200000000000000030",
        "0001000000000002000000000000000A",
        "0001000000000002000000000000000g",
        " 001000000000002000000000000000a"
      })
  void what_is_no_id_is_refused(String text) {
    assertThatThrownBy(() -> TaskId.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}

package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.POOL;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.TENANT;
import static org.smartrouting.core.engine.EngineFixture.key;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.SpecialistCommand.Deregister;
import org.smartrouting.core.pool.Pool;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.RequestFingerprint;

/** How pools are made, changed and deleted. */
final class PoolsTest {
  private static final PoolKey EU = new PoolKey(TENANT, "eu");

  private final EngineFixture fixture = new EngineFixture();

  private static PoolCommand.Create create(String requestId, long body) {
    return new PoolCommand.Create(
        EU, PoolPolicy.DEFAULT, requestId, new RequestFingerprint(1, body));
  }

  private List<String> listed(String tenant) {
    return fixture.done(new PoolCommand.ListAll(tenant, "", 10)).stream()
        .map(pool -> pool.key().pool())
        .toList();
  }

  @Test
  void the_default_pool_exists_for_everybody_and_cannot_be_deleted() {
    assertThat(listed("newcomer")).containsExactly("default");
    Pool pool = fixture.done(new PoolCommand.Get(POOL));
    assertThat(pool.createdMicros()).isZero();
    assertThat(pool.policy()).isEqualTo(PoolPolicy.DEFAULT);
    assertThat(fixture.reason(new PoolCommand.Delete(POOL, -1)))
        .isEqualTo(RefusalReason.DEFAULT_POOL);
  }

  @Test
  void a_pool_is_made_once_for_a_request() {
    Pool made = fixture.done(create("r1", 1));

    assertThat(fixture.done(create("r1", 1))).isEqualTo(made);
    assertThat(fixture.reason(create("r1", 2))).isEqualTo(RefusalReason.REQUEST_ID_REUSED);
    assertThat(fixture.reason(create("r2", 1))).isEqualTo(RefusalReason.POOL_EXISTS);
    assertThat(fixture.reason(create("", 1))).isEqualTo(RefusalReason.POOL_EXISTS);
    fixture.restart();
    assertThat(fixture.done(create("r1", 1))).isEqualTo(made);
    assertThat(listed(TENANT)).containsExactly("default", "eu");
    assertThat(listed("other")).containsExactly("default");
  }

  @Test
  void a_change_of_rules_lasts_and_needs_the_right_version() {
    fixture.done(create("r1", 1));
    PoolPatch patch = base -> Policies.times(base, SECOND, SECOND, SECOND);

    Pool changed = fixture.done(new PoolCommand.Update(EU, patch, 1));
    assertThat(changed.version()).isEqualTo(2);
    assertThat(fixture.reason(new PoolCommand.Update(EU, patch, 1)))
        .isEqualTo(RefusalReason.STALE_ETAG);
    assertThat(fixture.reason(new PoolCommand.Delete(EU, 1))).isEqualTo(RefusalReason.STALE_ETAG);
    PoolPatch wrong =
        base -> {
          throw new IllegalArgumentException("max below initial");
        };
    assertThat(fixture.reason(new PoolCommand.Update(EU, wrong, -1)))
        .isEqualTo(RefusalReason.INVALID_FIELD);
    fixture.restart();
    assertThat(fixture.done(new PoolCommand.Get(EU))).isEqualTo(changed);
  }

  @Test
  void a_pool_with_specialists_or_unfinished_tasks_is_not_deleted() {
    fixture.done(create("r1", 1));
    SpecialistKey ann = new SpecialistKey(EU, "ann");
    fixture.done(new SpecialistCommand.Register(ann, SpecialistSpec.of(Map.of(), 1)));
    assertThat(fixture.reason(new PoolCommand.Delete(EU, -1)))
        .isEqualTo(RefusalReason.POOL_NOT_EMPTY);

    fixture.done(new Deregister(ann, Deregister.WhenBusy.REFUSE));
    fixture.done(new PoolCommand.Delete(EU, -1));
    assertThat(fixture.reason(new PoolCommand.Get(EU))).isEqualTo(RefusalReason.POOL_NOT_FOUND);
    assertThat(fixture.reason(new PoolCommand.Delete(EU, -1)))
        .isEqualTo(RefusalReason.POOL_NOT_FOUND);
    fixture.restart();
    assertThat(listed(TENANT)).containsExactly("default");
  }

  @Test
  void a_pool_that_is_deleted_and_made_again_in_one_batch_is_there_after_a_restart() {
    fixture.done(create("r1", 1));
    fixture.manualCommits();
    fixture.done(new PoolCommand.Delete(EU, -1));
    fixture.done(create("r2", 1));
    fixture.commit();
    fixture.restart();

    assertThat(fixture.done(new PoolCommand.Get(EU)).requestId()).isEqualTo("r2");
  }

  @Test
  void specialists_are_listed_by_id_page_by_page() {
    for (String id : List.of("cat", "ann", "bob")) {
      fixture.done(new SpecialistCommand.Register(key(id), SpecialistSpec.of(Map.of(), 1)));
    }

    assertThat(fixture.done(new SpecialistCommand.ListAll(POOL, "", 2)))
        .extracting(view -> view.specialist().key().id())
        .containsExactly("ann", "bob");
    assertThat(fixture.done(new SpecialistCommand.ListAll(POOL, "bob", 2)))
        .extracting(view -> view.specialist().key().id())
        .containsExactly("cat");
  }
}

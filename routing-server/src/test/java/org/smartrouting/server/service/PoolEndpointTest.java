package org.smartrouting.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import com.google.rpc.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smartrouting.v1.CreatePoolRequest;
import org.smartrouting.v1.DeletePoolRequest;
import org.smartrouting.v1.GetPoolRequest;
import org.smartrouting.v1.ListPoolsRequest;
import org.smartrouting.v1.ListPoolsResponse;
import org.smartrouting.v1.Pool;
import org.smartrouting.v1.PoolPolicy;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.TargetWaits;
import org.smartrouting.v1.TaskSpec;
import org.smartrouting.v1.UpdatePoolRequest;

final class PoolEndpointTest {
  private final ServiceFixture fixture = new ServiceFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void a_pool_has_what_its_creator_says_and_defaults_otherwise() {
    Pool made = create(request("team").setPolicy(PoolPolicy.newBuilder().setMaxUnfinishedTasks(7)));
    fixture.restart();

    assertThat(get("team")).isEqualTo(made);
    assertThat(made.getPolicy().getMaxUnfinishedTasks()).isEqualTo(7);
    assertThat(made.getPolicy().getLeaseDuration().getSeconds()).isEqualTo(30);
    assertThat(made.hasCreateTime()).isTrue();
  }

  @Test
  void the_default_pool_is_there_without_being_made() {
    assertThat(get("").getPool()).isEqualTo("default");
    assertThat(get("").hasCreateTime()).isFalse();
  }

  @Test
  void a_repeated_creation_returns_the_pool_and_any_other_is_refused() {
    Pool made = create(request("team").setRequestId("r"));
    fixture.restart();

    assertThat(create(request("team").setRequestId("r"))).isEqualTo(made);
    assertThat(Refused.by(() -> create(request("team"))))
        .isEqualTo(new Refused(Code.ALREADY_EXISTS, "POOL_EXISTS"));
    assertThat(Refused.by(() -> create(request("team").setRequestId("other"))))
        .isEqualTo(new Refused(Code.ALREADY_EXISTS, "POOL_EXISTS"));
    assertThat(
            Refused.by(
                () ->
                    create(
                        request("team")
                            .setRequestId("r")
                            .setPolicy(PoolPolicy.newBuilder().setMaxUnfinishedTasks(7)))))
        .isEqualTo(new Refused(Code.ALREADY_EXISTS, "REQUEST_ID_REUSED"));
    assertThat(Refused.by(() -> create(request(""))))
        .isEqualTo(new Refused(Code.INVALID_ARGUMENT, "INVALID_FIELD"));
    assertThat(get("team")).isEqualTo(made);
  }

  @Test
  void pools_of_all_shards_are_listed_by_id_a_page_at_a_time() {
    List<String> expected = new ArrayList<>();
    expected.add("default");
    IntStream.range(10, 21).forEach(i -> expected.add("p" + i));
    expected.subList(1, 12).forEach(id -> create(request(id)));

    List<String> listed = new ArrayList<>();
    String token = "";
    int pages = 0;
    do {
      ListPoolsResponse page = list(5, token);
      page.getPoolsList().forEach(pool -> listed.add(pool.getPool()));
      token = page.getNextPageToken();
      pages++;
    } while (!token.isEmpty());

    assertThat(listed).isEqualTo(expected);
    assertThat(pages).isEqualTo(3);
    assertThat(list(12, "").getNextPageToken()).isEmpty();
  }

  @Test
  void a_foreign_token_and_a_negative_page_are_refused() {
    assertThat(Refused.by(() -> list(5, "nonsense")))
        .isEqualTo(new Refused(Code.OUT_OF_RANGE, "INVALID_CURSOR"));
    assertThat(Refused.by(() -> list(-1, "")))
        .isEqualTo(new Refused(Code.INVALID_ARGUMENT, "INVALID_FIELD"));
  }

  @Test
  void a_listing_without_all_shards_is_refused() throws Exception {
    fixture.shards().all().get(0).stop(java.time.Duration.ofSeconds(30));

    assertThat(Refused.by(() -> list(5, "")))
        .isEqualTo(new Refused(Code.UNAVAILABLE, "NOT_SERVING"));
  }

  @Test
  void an_update_changes_what_the_mask_names_and_needs_the_current_etag() {
    Pool made = create(request("team"));
    UpdatePoolRequest change =
        UpdatePoolRequest.newBuilder()
            .setPool("team")
            .setEtag(made.getEtag())
            .setUpdateMask(FieldMask.newBuilder().addPaths("target_waits.high"))
            .setPolicy(
                PoolPolicy.newBuilder()
                    .setMaxUnfinishedTasks(7)
                    .setTargetWaits(
                        TargetWaits.newBuilder().setHigh(Duration.newBuilder().setSeconds(3))))
            .build();

    Pool changed = fixture.pools().updatePool(change).getPool();

    assertThat(changed.getPolicy().getTargetWaits().getHigh().getSeconds()).isEqualTo(3);
    assertThat(changed.getPolicy().getTargetWaits().getLow())
        .isEqualTo(made.getPolicy().getTargetWaits().getLow());
    assertThat(changed.getPolicy().getMaxUnfinishedTasks()).isEqualTo(1_000_000);
    for (String stale : new String[] {made.getEtag(), "no-etag"}) {
      assertThat(
              Refused.by(
                  () -> fixture.pools().updatePool(change.toBuilder().setEtag(stale).build())))
          .isEqualTo(new Refused(Code.ABORTED, "STALE_ETAG"));
    }
    assertThat(get("team")).isEqualTo(changed);
    assertThat(fixture.pools().updatePool(change.toBuilder().clearEtag().build()).hasPool())
        .isTrue();
  }

  @Test
  void an_unchanged_default_pool_can_be_updated_with_its_etag() {
    UpdatePoolRequest change =
        UpdatePoolRequest.newBuilder()
            .setEtag(get("").getEtag())
            .setUpdateMask(FieldMask.newBuilder().addPaths("max_unfinished_tasks"))
            .setPolicy(PoolPolicy.newBuilder().setMaxUnfinishedTasks(7))
            .build();

    assertThat(fixture.pools().updatePool(change).getPool().getPolicy().getMaxUnfinishedTasks())
        .isEqualTo(7);
    assertThat(Refused.by(() -> fixture.pools().updatePool(change)))
        .isEqualTo(new Refused(Code.ABORTED, "STALE_ETAG"));
  }

  @Test
  void only_an_empty_pool_is_deleted() {
    Pool made = create(request("team"));
    assertThat(
            Refused.by(() -> delete(DeletePoolRequest.newBuilder().setPool("team").setEtag("9"))))
        .isEqualTo(new Refused(Code.ABORTED, "STALE_ETAG"));
    delete(DeletePoolRequest.newBuilder().setPool("team").setEtag(made.getEtag()));
    assertThat(Refused.by(() -> get("team")))
        .isEqualTo(new Refused(Code.NOT_FOUND, "POOL_NOT_FOUND"));
    create(request("busy"));
    SubmitTaskRequest submit =
        SubmitTaskRequest.newBuilder()
            .setPool("busy")
            .setSpec(TaskSpec.newBuilder().setTitle("t"))
            .build();
    assertThat(fixture.tasks().submitTask(submit).hasTask()).isTrue();

    assertThat(Refused.by(() -> delete(DeletePoolRequest.newBuilder().setPool("busy"))))
        .isEqualTo(new Refused(Code.FAILED_PRECONDITION, "POOL_NOT_EMPTY"));
    assertThat(Refused.by(() -> delete(DeletePoolRequest.newBuilder().setPool("default"))))
        .isEqualTo(new Refused(Code.FAILED_PRECONDITION, "DEFAULT_POOL"));
    assertThat(Refused.by(() -> delete(DeletePoolRequest.newBuilder().setPool("team"))))
        .isEqualTo(new Refused(Code.NOT_FOUND, "POOL_NOT_FOUND"));
    assertThat(get("busy").getPool()).isEqualTo("busy");
  }

  @Test
  void a_missing_pool_is_not_updated() {
    UpdatePoolRequest change =
        UpdatePoolRequest.newBuilder()
            .setPool("nowhere")
            .setUpdateMask(FieldMask.newBuilder().addPaths("max_unfinished_tasks"))
            .setPolicy(PoolPolicy.newBuilder().setMaxUnfinishedTasks(7))
            .build();

    assertThat(Refused.by(() -> fixture.pools().updatePool(change)))
        .isEqualTo(new Refused(Code.NOT_FOUND, "POOL_NOT_FOUND"));
  }

  private static CreatePoolRequest.Builder request(String pool) {
    return CreatePoolRequest.newBuilder().setPool(pool);
  }

  private Pool create(CreatePoolRequest.Builder request) {
    return fixture.pools().createPool(request.build()).getPool();
  }

  private Pool get(String pool) {
    return fixture.pools().getPool(GetPoolRequest.newBuilder().setPool(pool).build()).getPool();
  }

  private ListPoolsResponse list(int size, String token) {
    return fixture
        .pools()
        .listPools(ListPoolsRequest.newBuilder().setPageSize(size).setPageToken(token).build());
  }

  private void delete(DeletePoolRequest.Builder request) {
    assertThat(fixture.pools().deletePool(request.build())).isNotNull();
  }
}

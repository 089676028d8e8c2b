package org.smartrouting.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.server.service.FleetFixture.slots;

import com.google.protobuf.FieldMask;
import com.google.rpc.Code;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.store.testing.DatabaseKind;
import org.smartrouting.core.store.testing.TestDatabaseExtension;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.v1.DeregisterSpecialistRequest;
import org.smartrouting.v1.DrainSpecialistRequest;
import org.smartrouting.v1.GetSpecialistRequest;
import org.smartrouting.v1.ListSpecialistsRequest;
import org.smartrouting.v1.ListSpecialistsResponse;
import org.smartrouting.v1.RegisterSpecialistRequest;
import org.smartrouting.v1.ResumeSpecialistRequest;
import org.smartrouting.v1.Skill;
import org.smartrouting.v1.Specialist;
import org.smartrouting.v1.SpecialistSpec;
import org.smartrouting.v1.SpecialistState;
import org.smartrouting.v1.UpdateSpecialistRequest;

final class SpecialistEndpointTest {
  @RegisterExtension
  static final TestDatabaseExtension DATABASE = TestDatabaseExtension.schema(DatabaseKind.H2);

  private static FleetFixture fleet;
  private PoolKey pool;

  @BeforeAll
  static void start() {
    fleet = new FleetFixture(DATABASE.database());
  }

  @AfterAll
  static void stop() throws Exception {
    fleet.close();
  }

  @BeforeEach
  void makePool() {
    pool = fleet.newPool();
  }

  @Test
  void what_is_registered_is_shown() {
    SpecialistSpec spec =
        SpecialistSpec.newBuilder()
            .setDisplayName("Ada")
            .setRole("architect")
            .addSkills(Skill.newBuilder().setSkill("java").setLevel(5))
            .putLabels("team", "core")
            .setSlots(3)
            .setCostPerSecond(0.5)
            .build();

    Specialist registered = register("ada", spec);

    assertThat(registered.getSpec()).isEqualTo(spec);
    assertThat(registered.getState()).isEqualTo(SpecialistState.SPECIALIST_STATE_READY);
    assertThat(registered.getConnected()).isFalse();
    assertThat(registered.getPool()).isEqualTo(pool.pool());
    assertThat(get("ada")).isEqualTo(registered);
  }

  @Test
  void a_second_registration_replaces_the_spec_and_keeps_the_drain() {
    Specialist first = register("ada", slots(1));
    drain("ada");

    Specialist second = register("ada", slots(2));

    assertThat(second.getSpec().getSlots()).isEqualTo(2);
    assertThat(second.getState()).isEqualTo(SpecialistState.SPECIALIST_STATE_DRAINING);
    assertThat(second.getEtag()).isNotEqualTo(first.getEtag());
  }

  @Test
  void an_unknown_pool_is_told() {
    PoolKey none = new PoolKey(PoolKey.DEFAULT_TENANT, "none");
    Failure noPool = new Failure(Code.NOT_FOUND, "POOL_NOT_FOUND");

    assertThat(Failure.of(() -> fleet.blocking().registerSpecialist(registration(none, "ada"))))
        .isEqualTo(noPool);
    assertThat(Failure.of(() -> list(none, 0, ""))).isEqualTo(noPool);
  }

  @Test
  void an_unknown_specialist_is_told_by_every_call() {
    List<Failure> failures =
        List.of(
            Failure.of(() -> get("nobody")),
            Failure.of(() -> drain("nobody")),
            Failure.of(() -> resume("nobody")),
            Failure.of(() -> deregister("nobody", true)),
            Failure.of(() -> update("nobody", slots(2), "", "slots")));

    assertThat(failures).containsOnly(new Failure(Code.NOT_FOUND, "SPECIALIST_NOT_FOUND"));
  }

  @Test
  void a_request_that_breaks_a_rule_is_refused() {
    assertThat(Failure.of(() -> register("no id at all", slots(1)))).isEqualTo(invalid());
    assertThat(Failure.of(() -> register("ada", slots(0)))).isEqualTo(invalid());
    assertThat(Failure.of(() -> get(""))).isEqualTo(invalid());
    assertThat(Failure.of(() -> list(pool, -1, ""))).isEqualTo(invalid());
    assertThat(Failure.of(() -> drain(""))).isEqualTo(invalid());
    assertThat(Failure.of(() -> resume(""))).isEqualTo(invalid());
    assertThat(Failure.of(() -> deregister("", false))).isEqualTo(invalid());
    assertThat(Failure.of(() -> update("ada", slots(1), "", "state"))).isEqualTo(invalid());
  }

  @Test
  void a_listing_goes_from_page_to_page_by_id() {
    for (String id : List.of("d", "a", "e", "b", "c")) {
      register(id, slots(1));
    }

    List<String> ids = new ArrayList<>();
    String token = "";
    int pages = 0;
    do {
      ListSpecialistsResponse page = list(pool, 2, token);
      page.getSpecialistsList().forEach(each -> ids.add(each.getSpecialistId()));
      token = page.getNextPageToken();
      pages++;
    } while (!token.isEmpty());

    assertThat(ids).containsExactly("a", "b", "c", "d", "e");
    assertThat(pages).isEqualTo(3);
    assertThat(list(pool, 5, "").getNextPageToken()).isEmpty();
  }

  @Test
  void a_page_token_of_another_listing_is_refused() {
    register("a", slots(1));
    register("b", slots(1));
    String token = list(pool, 1, "").getNextPageToken();
    PoolKey other = fleet.newPool();
    Failure notOurs = new Failure(Code.OUT_OF_RANGE, "INVALID_CURSOR");

    assertThat(Failure.of(() -> list(other, 1, token))).isEqualTo(notOurs);
    assertThat(Failure.of(() -> list(pool, 1, "nonsense"))).isEqualTo(notOurs);
  }

  @Test
  void an_update_changes_the_named_fields_only() {
    register("ada", SpecialistSpec.newBuilder().setRole("tester").setSlots(2).build());

    Specialist updated =
        update(
            "ada", SpecialistSpec.newBuilder().setRole("ignored").setSlots(7).build(), "", "slots");

    assertThat(updated.getSpec().getSlots()).isEqualTo(7);
    assertThat(updated.getSpec().getRole()).isEqualTo("tester");
    assertThat(get("ada")).isEqualTo(updated);
  }

  @Test
  void an_update_on_an_old_etag_is_aborted() {
    String first = register("ada", slots(1)).getEtag();
    String second = update("ada", slots(2), first, "slots").getEtag();
    Failure stale = new Failure(Code.ABORTED, "STALE_ETAG");

    assertThat(Failure.of(() -> update("ada", slots(3), first, "slots"))).isEqualTo(stale);
    assertThat(Failure.of(() -> update("ada", slots(3), "0", "slots"))).isEqualTo(stale);
    assertThat(Failure.of(() -> update("ada", slots(3), "other", "slots"))).isEqualTo(stale);
    assertThat(update("ada", slots(3), second, "slots").getSpec().getSlots()).isEqualTo(3);
  }

  @Test
  void a_drained_specialist_gets_nothing_until_it_is_resumed() {
    WorkPeer peer = WorkPeer.connected(fleet, pool, "ada", 1);
    assertThat(drain("ada").getState()).isEqualTo(SpecialistState.SPECIALIST_STATE_DRAINING);
    Task task = fleet.submit(pool);
    assertThat(fleet.task(task).state()).isEqualTo(TaskState.QUEUED);

    assertThat(resume("ada").getState()).isEqualTo(SpecialistState.SPECIALIST_STATE_READY);

    assertThat(peer.assignment().getTask().getTaskId()).isEqualTo(task.id().toString());
    peer.call().onCompleted();
  }

  @Test
  void a_busy_specialist_is_forgotten_only_by_force() {
    WorkPeer peer = WorkPeer.connected(fleet, pool, "ada", 1);
    Task task = fleet.submit(pool);
    peer.assignment();

    assertThat(Failure.of(() -> deregister("ada", false)))
        .isEqualTo(new Failure(Code.FAILED_PRECONDITION, "SPECIALIST_BUSY"));
    deregister("ada", true);

    assertThat(Failure.of(() -> get("ada")))
        .isEqualTo(new Failure(Code.NOT_FOUND, "SPECIALIST_NOT_FOUND"));
    assertThat(fleet.task(task).state()).isEqualTo(TaskState.QUEUED);
    assertThat(peer.failure()).isEqualTo(new Failure(Code.NOT_FOUND, "SPECIALIST_NOT_FOUND"));
  }

  private static Failure invalid() {
    return new Failure(Code.INVALID_ARGUMENT, "INVALID_FIELD");
  }

  private static RegisterSpecialistRequest registration(PoolKey pool, String id) {
    return RegisterSpecialistRequest.newBuilder()
        .setPool(pool.pool())
        .setSpecialistId(id)
        .setSpec(slots(1))
        .build();
  }

  private Specialist register(String id, SpecialistSpec spec) {
    return fleet
        .blocking()
        .registerSpecialist(registration(pool, id).toBuilder().setSpec(spec).build())
        .getSpecialist();
  }

  private Specialist get(String id) {
    return fleet
        .blocking()
        .getSpecialist(
            GetSpecialistRequest.newBuilder().setPool(pool.pool()).setSpecialistId(id).build())
        .getSpecialist();
  }

  private static ListSpecialistsResponse list(PoolKey of, int size, String token) {
    return fleet
        .blocking()
        .listSpecialists(
            ListSpecialistsRequest.newBuilder()
                .setPool(of.pool())
                .setPageSize(size)
                .setPageToken(token)
                .build());
  }

  private Specialist update(String id, SpecialistSpec values, String etag, String path) {
    return fleet
        .blocking()
        .updateSpecialist(
            UpdateSpecialistRequest.newBuilder()
                .setPool(pool.pool())
                .setSpecialistId(id)
                .setSpec(values)
                .setUpdateMask(FieldMask.newBuilder().addPaths(path))
                .setEtag(etag)
                .build())
        .getSpecialist();
  }

  private Specialist drain(String id) {
    return fleet
        .blocking()
        .drainSpecialist(
            DrainSpecialistRequest.newBuilder().setPool(pool.pool()).setSpecialistId(id).build())
        .getSpecialist();
  }

  private Specialist resume(String id) {
    return fleet
        .blocking()
        .resumeSpecialist(
            ResumeSpecialistRequest.newBuilder().setPool(pool.pool()).setSpecialistId(id).build())
        .getSpecialist();
  }

  private void deregister(String id, boolean force) {
    var unused =
        fleet
            .blocking()
            .deregisterSpecialist(
                DeregisterSpecialistRequest.newBuilder()
                    .setPool(pool.pool())
                    .setSpecialistId(id)
                    .setForce(force)
                    .build());
  }
}

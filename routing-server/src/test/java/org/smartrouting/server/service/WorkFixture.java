package org.smartrouting.server.service;

import com.google.rpc.Code;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.store.testing.DatabaseKind;
import org.smartrouting.core.store.testing.TestDatabaseExtension;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.GetSpecialistRequest;
import org.smartrouting.v1.Heartbeat;
import org.smartrouting.v1.Hello;
import org.smartrouting.v1.LoadReport;
import org.smartrouting.v1.RenewAssignmentRequest;
import org.smartrouting.v1.Specialist;
import org.smartrouting.v1.WorkRequest;

/** Streams of specialists to a server of their own. */
abstract class WorkFixture {
  static final Failure STALE = new Failure(Code.ABORTED, "STALE_ASSIGNMENT");
  static final Failure INVALID = new Failure(Code.INVALID_ARGUMENT, "INVALID_FIELD");
  static final Failure HELLO_EXPECTED = new Failure(Code.FAILED_PRECONDITION, "HELLO_EXPECTED");

  @RegisterExtension
  static final TestDatabaseExtension DATABASE = TestDatabaseExtension.schema(DatabaseKind.H2);

  static FleetFixture fleet;
  PoolKey pool;

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

  static WorkRequest bareHello(String pool) {
    return WorkRequest.newBuilder()
        .setHello(Hello.newBuilder().setPool(pool).setSpecialistId("ada"))
        .build();
  }

  static void heartbeat(WorkPeer peer) {
    peer.send(WorkRequest.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()));
  }

  static long load(WorkPeer peer, long seq, double cpu) {
    return peer.send(
        WorkRequest.newBuilder()
            .setLoad(LoadReport.newBuilder().setSeq(seq).setCpuUtilization(cpu)));
  }

  static long renew(WorkPeer peer, AssignmentReference assignment, double progress) {
    return peer.send(
        WorkRequest.newBuilder()
            .setRenew(
                RenewAssignmentRequest.newBuilder()
                    .setAssignment(assignment)
                    .setProgress(progress)));
  }

  Specialist get(String id) {
    return fleet
        .blocking()
        .getSpecialist(
            GetSpecialistRequest.newBuilder().setPool(pool.pool()).setSpecialistId(id).build())
        .getSpecialist();
  }
}

package org.smartrouting.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.store.testing.DatabaseKind;
import org.smartrouting.core.store.testing.TestDatabaseExtension;
import org.smartrouting.v1.GetSpecialistRequest;
import org.smartrouting.v1.LoadReport;
import org.smartrouting.v1.RegisterSpecialistRequest;
import org.smartrouting.v1.Specialist;
import org.smartrouting.v1.StreamLoadRequest;
import org.smartrouting.v1.StreamLoadResponse;

final class LoadStreamTest {
  @RegisterExtension
  static final TestDatabaseExtension DATABASE = TestDatabaseExtension.schema(DatabaseKind.H2);

  private FleetFixture fleet;
  private PoolKey pool;

  @AfterEach
  void stop() throws Exception {
    fleet.close();
  }

  @BeforeEach
  void startAndRegister() {
    fleet = new FleetFixture(DATABASE.database());
    pool = fleet.newPool();
    var unused =
        fleet
            .blocking()
            .registerSpecialist(
                RegisterSpecialistRequest.newBuilder()
                    .setPool(pool.pool())
                    .setSpecialistId("ada")
                    .setSpec(FleetFixture.slots(1))
                    .build());
  }

  private static final class Answer implements StreamObserver<StreamLoadResponse> {
    final CompletableFuture<StreamLoadResponse> response = new CompletableFuture<>();
    final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    @Override
    public void onNext(StreamLoadResponse value) {
      response.complete(value);
    }

    @Override
    public void onError(Throwable error) {
      failure.complete(error);
    }

    @Override
    public void onCompleted() {}
  }

  @Test
  void reports_are_read_at_the_rate_and_those_that_are_not_newer_are_counted() throws Exception {
    Answer answer = new Answer();
    StreamObserver<StreamLoadRequest> reports = fleet.stub().streamLoad(answer);
    for (long seq : new long[] {5, 6, 6, 2}) {
      reports.onNext(report("ada", seq, 0.5));
    }
    reports.onCompleted();

    // The fourth is the last, after which nothing is read.
    for (int i = 0; i < 3; i++) {
      HeldTimers.Held later = fleet.timers.next();
      assertThat(later.delayMicros()).isEqualTo((i + 1) * 10_000L);
      later.action().run();
    }

    assertThat(FleetFixture.guarded(answer.response))
        .isEqualTo(
            StreamLoadResponse.newBuilder().setAcceptedReports(2).setDroppedReports(2).build());
    assertThat(get("ada").getLoad().getSeq()).isEqualTo(6);
  }

  @Test
  void a_newer_stream_numbers_anew() throws Exception {
    Answer first = new Answer();
    StreamObserver<StreamLoadRequest> older = fleet.stub().streamLoad(first);
    older.onNext(report("ada", 100, 0.5));
    fleet.timers.next().action().run();
    older.onCompleted();
    FleetFixture.guarded(first.response);

    Answer second = new Answer();
    StreamObserver<StreamLoadRequest> newer = fleet.stub().streamLoad(second);
    newer.onNext(report("ada", 1, 0.75));
    fleet.timers.next().action().run();
    newer.onCompleted();

    assertThat(FleetFixture.guarded(second.response).getAcceptedReports()).isEqualTo(1);
    assertThat(get("ada").getLoad().getCpuUtilization()).isEqualTo(0.75);
  }

  @Test
  void a_stream_without_reports_has_taken_none() {
    Answer answer = new Answer();
    fleet.stub().streamLoad(answer).onCompleted();

    assertThat(FleetFixture.guarded(answer.response))
        .isEqualTo(StreamLoadResponse.getDefaultInstance());
  }

  @Test
  void a_report_of_somebody_unknown_or_against_the_rules_ends_the_stream() {
    Answer unknown = new Answer();
    fleet.stub().streamLoad(unknown).onNext(report("nobody", 1, 0.5));
    assertThat(Failure.of(FleetFixture.guarded(unknown.failure)))
        .isEqualTo(new Failure(Code.NOT_FOUND, "SPECIALIST_NOT_FOUND"));

    Answer wrong = new Answer();
    fleet.stub().streamLoad(wrong).onNext(report("ada", 1, Double.NaN));
    assertThat(Failure.of(FleetFixture.guarded(wrong.failure)))
        .isEqualTo(new Failure(Code.INVALID_ARGUMENT, "INVALID_FIELD"));
  }

  private StreamLoadRequest report(String id, long seq, double cpu) {
    return StreamLoadRequest.newBuilder()
        .setPool(pool.pool())
        .setSpecialistId(id)
        .setLoad(LoadReport.newBuilder().setSeq(seq).setCpuUtilization(cpu))
        .build();
  }

  private Specialist get(String id) {
    return fleet
        .blocking()
        .getSpecialist(
            GetSpecialistRequest.newBuilder().setPool(pool.pool()).setSpecialistId(id).build())
        .getSpecialist();
  }
}

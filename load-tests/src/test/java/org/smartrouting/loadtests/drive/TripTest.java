package org.smartrouting.loadtests.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TripTest {
  private final Meter meter = new Meter();
  private final List<Trip> ended = new ArrayList<>();
  private final Trip trip = new Trip("drive 0.1", 0, meter, ended::add);

  @BeforeEach
  void count() {
    meter.open();
  }

  @Test
  void it_ends_when_it_is_acknowledged_and_completed() {
    trip.acknowledged();
    assertThat(ended).isEmpty();
    trip.completed();
    assertThat(ended).containsExactly(trip);
  }

  @Test
  void the_completion_can_be_heard_of_first() {
    trip.completed();
    assertThat(ended).isEmpty();
    trip.acknowledged();
    assertThat(ended).containsExactly(trip);
  }

  @Test
  void what_is_heard_twice_counts_once() {
    trip.started();
    trip.started();
    trip.completed();
    trip.completed();

    assertThat(ended).isEmpty();
    assertThat(meter.histogram(Stage.STARTED).getTotalCount()).isOne();
    assertThat(meter.histogram(Stage.COMPLETED).getTotalCount()).isOne();
  }

  @Test
  void a_failure_ends_it_once() {
    trip.failed(Status.Code.ABORTED);
    trip.failed(Status.Code.ABORTED);
    trip.acknowledged();
    trip.completed();

    assertThat(ended).containsExactly(trip);
    assertThat(trip.failed()).isTrue();
    assertThat(meter.errors()).isEqualTo(Map.of("ABORTED", 1L));
  }

  @Test
  void nothing_is_timed_while_the_meter_is_closed() {
    meter.close();
    trip.acknowledged();

    assertThat(meter.histogram(Stage.ACKNOWLEDGED).getTotalCount()).isZero();
  }
}

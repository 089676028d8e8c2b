package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.task.Task;

/** What must hold of tasks that are handed out ahead of free slots, whatever happened. */
final class PrefetchRules {
  private final Set<AssignmentToken> seen = new HashSet<>();

  /** Checks all tasks. */
  void check(EngineFixture fixture) {
    Set<String> holders = new HashSet<>();
    for (Task task : fixture.engine().tasks()) {
      Lease lease = task.status().lease();
      if (lease != null && lease.isAhead()) {
        seen.add(lease.token());
        assertThat(holders.add(lease.specialistId())).as("the only one of its holder").isTrue();
        SpecialistView holder = holder(fixture, lease.specialistId());
        // After a restart what it was to stop is known again when it is back.
        assertThat(holder.inFlight())
            .as("slots taken of %s", holder)
            .isGreaterThanOrEqualTo(holder.connected() ? holder.specialist().spec().slots() : 0);
      }
    }
  }

  private static SpecialistView holder(EngineFixture fixture, String id) {
    var asked = new SpecialistCommand.Get(EngineFixture.key(id));
    var outcome = fixture.engine().apply(asked, Stored.NOTHING, fixture.now());
    return ((Outcome.Done<SpecialistView>) outcome).value();
  }

  /** How many there were. */
  int seen() {
    return seen.size();
  }
}

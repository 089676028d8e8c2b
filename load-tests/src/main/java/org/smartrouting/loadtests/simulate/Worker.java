package org.smartrouting.loadtests.simulate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.engine.SpecialistCommand.Connect;
import org.smartrouting.core.engine.SpecialistCommand.Heartbeat;
import org.smartrouting.core.engine.SpecialistCommand.ReportLoad;
import org.smartrouting.core.engine.SpecialistCommand.Stopped;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.specialist.LoadReport;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.loadtests.trace.FleetMember;

/** A specialist of a simulated fleet, which is always connected. Not thread-safe. */
final class Worker {
  private final FleetMember member;
  private final SpecialistKey key;
  private final long address;
  private int inFlight;
  private int inFlightAtReport;
  private long reports;

  /**
   * Makes one that does nothing yet.
   *
   * @param member what the fleet says of it
   * @param key its name in the engine
   * @param address address of its connection
   */
  private Worker(FleetMember member, SpecialistKey key, long address) {
    this.member = member;
    this.key = key;
    this.address = address;
  }

  static Worker of(FleetMember member, PoolKey pool, long address) {
    return new Worker(member, new SpecialistKey(pool, member.id()), address);
  }

  FleetMember member() {
    return member;
  }

  long address() {
    return address;
  }

  /** Begins to work on a task. */
  void begins() {
    inFlight++;
  }

  /** Has ended the work on a task. */
  void ends() {
    inFlight--;
  }

  /** Registers it and opens its connection. */
  Connect connect() {
    Map<String, Integer> skills = new HashMap<>(member.skills().byName());
    SpecialistSpec spec =
        new SpecialistSpec("", "", "", skills, Map.of(), member.slots(), member.costPerSecond());
    return new Connect(key, spec, address, List.of());
  }

  Heartbeat heartbeat() {
    return new Heartbeat(key, address);
  }

  /** Has stopped what was taken from it. */
  Stopped stopped(AssignmentToken token) {
    return new Stopped(key, token);
  }

  /** Says how busy it was when it said so last; of other work it has none. */
  ReportLoad reportLoad() {
    double busy = (double) inFlightAtReport / member.slots();
    inFlightAtReport = inFlight;
    return new ReportLoad(
        key, address, new LoadReport(++reports, busy, busy, 0, 0, 0, Map.of(), 0, 0));
  }
}

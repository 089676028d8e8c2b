package org.smartrouting.loadtests.simulate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.smartrouting.core.engine.SpecialistCommand.Connect;
import org.smartrouting.core.engine.SpecialistCommand.Heartbeat;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.loadtests.trace.FleetMember;

/**
 * A specialist of a simulated fleet, which is always connected. Immutable.
 *
 * @param member what the fleet says of it
 * @param key its name in the engine
 * @param address address of its connection
 */
record Worker(FleetMember member, SpecialistKey key, long address) {
  static Worker of(FleetMember member, PoolKey pool, long address) {
    return new Worker(member, new SpecialistKey(pool, member.id()), address);
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
}

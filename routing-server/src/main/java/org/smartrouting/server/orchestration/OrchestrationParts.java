package org.smartrouting.server.orchestration;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.smartrouting.core.store.Database;
import org.smartrouting.core.store.PlanReader;
import org.smartrouting.core.store.ShardStore;
import org.smartrouting.core.store.TaskReader;
import org.smartrouting.server.lifecycle.HealthProbe;
import org.smartrouting.server.lifecycle.Restarts;
import org.smartrouting.server.lifecycle.Threads;
import org.smartrouting.server.role.Roles;
import org.smartrouting.server.service.Calls;

/**
 * What the service is made of.
 *
 * @param calls the way of a call
 * @param database what is stored
 * @param threads run what waits
 * @param roles what somebody in a role is told
 * @param probe finds out how the server is
 * @param restarts restarts it
 * @param version version of the server
 * @param ownAddress where it listens, as {@code host:port}; known once it does
 */
public record OrchestrationParts(
    Calls calls,
    Database database,
    Threads threads,
    Roles roles,
    HealthProbe probe,
    Restarts restarts,
    String version,
    Supplier<String> ownAddress) {
  TaskReader tasks() {
    return database.tasks();
  }

  PlanReader plans() {
    return database.plans();
  }

  /** What was learned of specialists. */
  ShardStore store() {
    return database.shards();
  }

  /** Runs what waits for the store. */
  Executor blocking() {
    return threads.forCalls();
  }

  /** Ends waits. */
  ScheduledExecutorService timer() {
    return threads.timer();
  }
}

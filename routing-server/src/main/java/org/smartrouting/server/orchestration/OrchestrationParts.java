package org.smartrouting.server.orchestration;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.smartrouting.core.store.PlanReader;
import org.smartrouting.core.store.ShardStore;
import org.smartrouting.core.store.TaskReader;
import org.smartrouting.server.lifecycle.HealthProbe;
import org.smartrouting.server.lifecycle.Restarts;
import org.smartrouting.server.role.Roles;
import org.smartrouting.server.service.Calls;

/**
 * What the service is made of.
 *
 * @param calls the way of a call
 * @param tasks reads committed tasks
 * @param plans reads committed tasks of sessions
 * @param blocking runs what waits for the store
 * @param timer ends waits
 * @param roles what somebody in a role is told
 * @param store what was learned of specialists
 * @param probe finds out how the server is
 * @param restarts restarts it
 * @param version version of the server
 * @param ownAddress where it listens, as {@code host:port}; known once it does
 */
public record OrchestrationParts(
    Calls calls,
    TaskReader tasks,
    PlanReader plans,
    Executor blocking,
    ScheduledExecutorService timer,
    Roles roles,
    ShardStore store,
    HealthProbe probe,
    Restarts restarts,
    String version,
    Supplier<String> ownAddress) {}

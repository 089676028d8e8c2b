package org.smartrouting.server;

import io.grpc.BindableService;
import io.grpc.Server;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.smartrouting.core.shard.ShardConfig;
import org.smartrouting.core.shard.Shards;
import org.smartrouting.core.store.Database;
import org.smartrouting.server.admin.AdminServer;
import org.smartrouting.server.config.ServerConfig;
import org.smartrouting.server.error.UnexpectedErrors;
import org.smartrouting.server.lifecycle.HealthEndpoint;
import org.smartrouting.server.lifecycle.HealthProbe;
import org.smartrouting.server.lifecycle.HealthWatch;
import org.smartrouting.server.lifecycle.Lifecycle;
import org.smartrouting.server.lifecycle.Restarts;
import org.smartrouting.server.lifecycle.Threads;
import org.smartrouting.server.orchestration.OrchestrationEndpoint;
import org.smartrouting.server.orchestration.OrchestrationParts;
import org.smartrouting.server.role.Roles;
import org.smartrouting.server.service.Calls;
import org.smartrouting.server.service.PoolEndpoint;
import org.smartrouting.server.service.RoutingEndpoint;
import org.smartrouting.server.service.SpecialistEndpoint;
import org.smartrouting.server.service.TaskEndpoint;
import org.smartrouting.server.transport.FailureBoundary;
import org.smartrouting.server.transport.NettyTransport;
import org.smartrouting.server.validation.RequestRules;

/**
 * Everything that a server is made of, put together from the store up to the transport.
 *
 * @param transport the gRPC server
 * @param admin the HTTP server
 * @param lifecycle starts and stops all of it
 */
record Wiring(Server transport, AdminServer admin, Lifecycle lifecycle) {
  static Wiring of(
      ServerConfig config,
      ShardConfig shardConfig,
      Database database,
      InstantSource clock,
      SecureRandom chance) {
    Threads threads = Threads.of(config.database().poolSize());
    Shards shards =
        Shards.of(
            shardConfig,
            database.shards(),
            database.tasks(),
            threads.forShards(),
            clock,
            SecureRandom::new);
    UnexpectedErrors unexpected = new UnexpectedErrors(chance);
    Calls calls = new Calls(new RequestRules(), shards, unexpected, clock, chance);
    HealthProbe probe = new HealthProbe(database.shards(), shards);
    HealthWatch health = new HealthWatch(probe);
    CompletableFuture<Server> listening = new CompletableFuture<>();
    OrchestrationParts orchestration =
        new OrchestrationParts(
            calls,
            database,
            threads,
            Roles.read(null),
            probe,
            new Restarts(shards, health, Wiring::restart, clock),
            version(),
            () -> RoutingServer.address(listening.join()));
    HealthEndpoint healthEndpoint =
        new HealthEndpoint(probe, threads.forCalls(), version(), RoutingServer::uptime, unexpected);
    List<BindableService> services =
        services(database, threads, orchestration, healthEndpoint, health.service());
    Server transport =
        NettyTransport.of(
            config.grpc(), config.limits(), new FailureBoundary(unexpected), services);
    listening.complete(transport);
    AdminServer admin = new AdminServer(config.admin(), transport);
    Lifecycle lifecycle =
        new Lifecycle(transport, admin, shards, health, threads, database, config.shutdown());
    return new Wiring(transport, admin, lifecycle);
  }

  private static List<BindableService> services(
      Database database,
      Threads threads,
      OrchestrationParts orchestration,
      BindableService health,
      BindableService standardHealth) {
    Calls calls = orchestration.calls();
    return List.of(
        new TaskEndpoint(calls, database.tasks(), threads.forCalls()),
        new RoutingEndpoint(calls),
        new SpecialistEndpoint(calls, threads.timer()),
        new PoolEndpoint(calls),
        new OrchestrationEndpoint(orchestration),
        health,
        standardHealth);
  }

  private static void restart(Runnable restart) {
    new Thread(restart, "restart").start();
  }

  private static String version() {
    String version = Wiring.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}

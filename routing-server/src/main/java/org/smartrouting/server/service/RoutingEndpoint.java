package org.smartrouting.server.service;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.smartrouting.core.engine.RouteCommand;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.server.codec.ExplanationCodec;
import org.smartrouting.server.codec.QueueStatsCodec;
import org.smartrouting.server.codec.TaskSpecCodec;
import org.smartrouting.v1.ExplainRouteRequest;
import org.smartrouting.v1.ExplainRouteResponse;
import org.smartrouting.v1.GetQueueStatsRequest;
import org.smartrouting.v1.GetQueueStatsResponse;
import org.smartrouting.v1.RouteTaskRequest;
import org.smartrouting.v1.RouteTaskResponse;
import org.smartrouting.v1.RoutingServiceGrpc;

/**
 * The service of those who run specialists themselves, and of those who ask why. Safe for use by
 * many threads; no call blocks.
 */
public final class RoutingEndpoint extends RoutingServiceGrpc.RoutingServiceImplBase {
  private static final int DEFAULT_CANDIDATES = 10;

  private final Calls calls;

  /**
   * Wires the service.
   *
   * @param calls the way of a call
   */
  public RoutingEndpoint(Calls calls) {
    this.calls = calls;
  }

  @Override
  public void routeTask(RouteTaskRequest request, StreamObserver<RouteTaskResponse> observer) {
    if (!calls.refusedByRules(request, observer)) {
      PoolKey pool = calls.pool(request.getPool());
      TaskId id = calls.newTaskId(pool, request.getRequestId());
      new RouteCall(calls, id, pool, (ServerCallStreamObserver<RouteTaskResponse>) observer)
          .start(request);
    }
  }

  @Override
  public void explainRoute(
      ExplainRouteRequest request, StreamObserver<ExplainRouteResponse> observer) {
    if (calls.refusedByRules(request, observer)) {
      return;
    }
    int candidates =
        request.getMaxCandidates() == 0 ? DEFAULT_CANDIDATES : request.getMaxCandidates();
    if (request.hasHypothetical()) {
      PoolKey pool = calls.pool(request.getHypothetical().getPool());
      calls.answer(
          pool,
          Lane.WORK,
          new RouteCommand.DryRun(
              pool, TaskSpecCodec.toDomain(request.getHypothetical().getSpec()), candidates),
          observer,
          ExplanationCodec::toMessage);
    } else {
      TaskId id = TaskId.parse(request.getTaskId());
      calls.answer(
          id,
          Lane.WORK,
          new RouteCommand.Explain(calls.tenant(), id, candidates),
          observer,
          ExplanationCodec::toMessage);
    }
  }

  @Override
  public void getQueueStats(
      GetQueueStatsRequest request, StreamObserver<GetQueueStatsResponse> observer) {
    if (calls.refusedByRules(request, observer)) {
      return;
    }
    PoolKey pool = calls.pool(request.getPool());
    calls.answer(
        pool, Lane.WORK, new RouteCommand.Count(pool), observer, QueueStatsCodec::toMessage);
  }
}

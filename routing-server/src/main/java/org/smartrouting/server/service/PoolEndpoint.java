package org.smartrouting.server.service;

import io.grpc.stub.StreamObserver;
import java.util.List;
import org.smartrouting.core.engine.PoolCommand;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.server.codec.FingerprintCodec;
import org.smartrouting.server.codec.PoolCodec;
import org.smartrouting.server.codec.PoolPolicyCodec;
import org.smartrouting.v1.CreatePoolRequest;
import org.smartrouting.v1.CreatePoolResponse;
import org.smartrouting.v1.DeletePoolRequest;
import org.smartrouting.v1.DeletePoolResponse;
import org.smartrouting.v1.GetPoolRequest;
import org.smartrouting.v1.GetPoolResponse;
import org.smartrouting.v1.ListPoolsRequest;
import org.smartrouting.v1.ListPoolsResponse;
import org.smartrouting.v1.PoolServiceGrpc;
import org.smartrouting.v1.UpdatePoolRequest;
import org.smartrouting.v1.UpdatePoolResponse;

/** The service of those who manage pools. Safe for use by many threads; no call blocks. */
public final class PoolEndpoint extends PoolServiceGrpc.PoolServiceImplBase {
  private static final long ANY_VERSION = -1;

  private final Calls calls;

  /**
   * Wires the service.
   *
   * @param calls the way of a call
   */
  public PoolEndpoint(Calls calls) {
    this.calls = calls;
  }

  @Override
  public void createPool(CreatePoolRequest request, StreamObserver<CreatePoolResponse> observer) {
    if (calls.refusedByRules(request, observer)) {
      return;
    }
    PoolKey pool = calls.pool(request.getPool());
    PoolPolicy policy = PoolPolicyCodec.over(PoolPolicy.DEFAULT, request.getPolicy());
    calls.answer(
        pool,
        Lane.WORK,
        new PoolCommand.Create(pool, policy, request.getRequestId(), FingerprintCodec.of(request)),
        observer,
        made -> CreatePoolResponse.newBuilder().setPool(PoolCodec.toMessage(made)).build());
  }

  @Override
  public void getPool(GetPoolRequest request, StreamObserver<GetPoolResponse> observer) {
    if (calls.refusedByRules(request, observer)) {
      return;
    }
    PoolKey pool = calls.pool(request.getPool());
    calls.answer(
        pool,
        Lane.WORK,
        new PoolCommand.Get(pool),
        observer,
        found -> GetPoolResponse.newBuilder().setPool(PoolCodec.toMessage(found)).build());
  }

  @Override
  public void listPools(ListPoolsRequest request, StreamObserver<ListPoolsResponse> observer) {
    if (!calls.refusedByRules(request, observer)) {
      PoolListing.list(calls, request, observer);
    }
  }

  @Override
  public void updatePool(UpdatePoolRequest request, StreamObserver<UpdatePoolResponse> observer) {
    if (calls.refusedByRules(request, observer)) {
      return;
    }
    PoolKey pool = calls.pool(request.getPool());
    List<String> paths = request.getUpdateMask().getPathsList();
    calls.answer(
        pool,
        Lane.WORK,
        new PoolCommand.Update(
            pool,
            base -> PoolPolicyCodec.updated(base, request.getPolicy(), paths),
            ExpectedVersion.of(request.getEtag(), ANY_VERSION)),
        observer,
        changed -> UpdatePoolResponse.newBuilder().setPool(PoolCodec.toMessage(changed)).build());
  }

  @Override
  public void deletePool(DeletePoolRequest request, StreamObserver<DeletePoolResponse> observer) {
    if (calls.refusedByRules(request, observer)) {
      return;
    }
    PoolKey pool = calls.pool(request.getPool());
    calls.answer(
        pool,
        Lane.WORK,
        new PoolCommand.Delete(pool, ExpectedVersion.of(request.getEtag(), ANY_VERSION)),
        observer,
        deleted -> DeletePoolResponse.getDefaultInstance());
  }
}

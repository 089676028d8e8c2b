package org.smartrouting.server.service;

import io.grpc.stub.StreamObserver;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.smartrouting.core.engine.PoolCommand;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.pool.Pool;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.shard.Reply;
import org.smartrouting.core.shard.Shard;
import org.smartrouting.server.codec.CursorScope;
import org.smartrouting.server.codec.Cursors;
import org.smartrouting.server.codec.PoolCodec;
import org.smartrouting.v1.ListPoolsRequest;
import org.smartrouting.v1.ListPoolsResponse;

/** One page of the pools of all shards. Thread-safe: the shards answer on threads of their own. */
final class PoolListing implements Reply<List<Pool>> {
  private static final int DEFAULT_PAGE = 50;
  private static final int MAX_PAGE = 500;

  private final CursorScope scope;
  private final int size;
  private final StreamObserver<ListPoolsResponse> observer;
  private final TreeSet<Pool> pools =
      new TreeSet<>(Comparator.comparing((Pool pool) -> pool.key().pool()));
  private int missing;
  private boolean ended;

  private PoolListing(
      CursorScope scope, int size, int shards, StreamObserver<ListPoolsResponse> observer) {
    this.scope = scope;
    this.size = size;
    this.missing = shards;
    this.observer = observer;
  }

  /** Answers a request that breaks no rule. */
  static void list(
      Calls calls, ListPoolsRequest request, StreamObserver<ListPoolsResponse> observer) {
    CursorScope scope = CursorScope.of("ListPools", calls.tenant());
    String after = "";
    if (!request.getPageToken().isEmpty()) {
      Optional<String> position = Cursors.id(scope, request.getPageToken());
      if (position.isEmpty()) {
        Calls.fail(observer, Calls.invalidCursor("page_token"));
        return;
      }
      after = position.get();
    }
    int size = PageSize.of(request.getPageSize(), DEFAULT_PAGE, MAX_PAGE);
    List<Shard> shards = calls.shards().all();
    PoolListing listing = new PoolListing(scope, size, shards.size(), observer);
    PoolKey first = calls.pool(PoolKey.DEFAULT_POOL);
    // A default pool comes to be when it is asked for, and it is to be in the list.
    calls.shards().of(first).submit(Lane.WORK, new PoolCommand.Get(first), new Unanswered<>());
    for (Shard shard : shards) {
      shard.submit(Lane.WORK, new PoolCommand.ListAll(calls.tenant(), after, size + 1), listing);
    }
  }

  @Override
  public void done(List<Pool> ofShard) {
    synchronized (this) {
      pools.addAll(ofShard);
      missing--;
      if (missing > 0 || ended) {
        return;
      }
      ended = true;
    }
    observer.onNext(page());
    observer.onCompleted();
  }

  @Override
  public void refused(Refusal refusal) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
    }
    Calls.fail(observer, Calls.status(refusal));
  }

  private synchronized ListPoolsResponse page() {
    ListPoolsResponse.Builder response = ListPoolsResponse.newBuilder();
    pools.stream().limit(size).forEach(pool -> response.addPools(PoolCodec.toMessage(pool)));
    if (pools.size() > size) {
      String last = response.getPools(size - 1).getPool();
      response.setNextPageToken(Cursors.ofId(scope, last));
    }
    return response.build();
  }
}

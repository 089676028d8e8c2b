package org.smartrouting.server.service;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.atomic.AtomicBoolean;
import org.smartrouting.core.engine.Push;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.SpecialistCommand;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.shard.Reply;
import org.smartrouting.core.shard.Shard;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.server.codec.AssignmentCodec;
import org.smartrouting.v1.PullAssignmentsResponse;

/**
 * A call that waits for work. It ends once: with what its address is told, with a refusal, or
 * because the caller went away, which gives back what was collected. Thread-safe.
 */
final class PullCall {
  private final Calls calls;
  private final Shard shard;
  private final SpecialistKey key;
  private final ServerCallStreamObserver<PullAssignmentsResponse> observer;
  private final AtomicBoolean over = new AtomicBoolean();

  PullCall(
      Calls calls, SpecialistKey key, ServerCallStreamObserver<PullAssignmentsResponse> observer) {
    this.calls = calls;
    this.shard = calls.shards().of(key.pool());
    this.key = key;
    this.observer = observer;
  }

  /**
   * Begins to wait.
   *
   * @param max most assignments to return, at least 1
   * @param waitMicros how long to wait for the first
   */
  void start(int max, long waitMicros) {
    long address = shard.open(this::pushed);
    observer.setOnCancelHandler(() -> cancelled(address));
    shard.submit(
        Lane.WORK,
        new SpecialistCommand.Pull(key, address, max, calls.nowMicros() + waitMicros),
        new Reply<>() {
          @Override
          public void done(Boolean waits) {}

          @Override
          public void refused(Refusal refusal) {
            shard.close(address);
            end(refusal);
          }
        });
  }

  private void pushed(Push push) {
    if (push instanceof Push.Pulled pulled) {
      answer(pulled);
    } else if (push instanceof Push.Closed closed) {
      end(closed.refusal());
    }
  }

  private void answer(Push.Pulled pulled) {
    if (over.compareAndSet(false, true)) {
      PullAssignmentsResponse.Builder response = PullAssignmentsResponse.newBuilder();
      pulled.tasks().forEach(task -> response.addAssignments(AssignmentCodec.toMessage(task)));
      observer.onNext(response.build());
      observer.onCompleted();
    }
  }

  private void end(Refusal refusal) {
    if (over.compareAndSet(false, true)) {
      Calls.fail(observer, Calls.status(refusal));
    }
  }

  private void cancelled(long address) {
    if (over.compareAndSet(false, true)) {
      shard.close(address);
      shard.submit(Lane.WORK, new SpecialistCommand.Disconnect(key, address), new Unanswered<>());
    }
  }
}

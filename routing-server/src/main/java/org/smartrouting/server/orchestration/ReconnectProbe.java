package org.smartrouting.server.orchestration;

import com.google.protobuf.util.Durations;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.smartrouting.core.engine.SessionCommand;
import org.smartrouting.core.engine.SessionCommand.SessionView;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.orchestration.v1.GetSessionStatusRequest;
import org.smartrouting.orchestration.v1.ListSessionsRequest;
import org.smartrouting.orchestration.v1.OrchestrationServiceGrpc;
import org.smartrouting.orchestration.v1.ReconnectStep;
import org.smartrouting.orchestration.v1.TestReconnectRequest;
import org.smartrouting.orchestration.v1.TestReconnectResponse;
import org.smartrouting.server.service.Calls;

/** One call that finds out whether a client that is cut off could go on. */
final class ReconnectProbe {
  private static final int SECONDS = 5;

  private final OrchestrationParts parts;
  private final Calls calls;
  private final TestReconnectRequest request;
  private final StreamObserver<TestReconnectResponse> observer;

  ReconnectProbe(
      OrchestrationParts parts,
      TestReconnectRequest request,
      StreamObserver<TestReconnectResponse> observer) {
    this.parts = parts;
    this.calls = parts.calls();
    this.request = request;
    this.observer = observer;
  }

  void start() {
    if (request.getSessionId().isEmpty()) {
      calls.later(parts.blocking(), observer, () -> answer(0));
      return;
    }
    SessionId id = SessionId.parse(request.getSessionId());
    calls.ask(
        id.bits(),
        Lane.WORK,
        new SessionCommand.Look(calls.tenant(), id),
        observer,
        (SessionView view) ->
            calls.later(parts.blocking(), observer, () -> answer(view.running().size())));
  }

  private void answer(int resumable) {
    List<ReconnectStep> steps = new ArrayList<>();
    steps.add(step("connect", this::readOverNewConnection));
    steps.add(step("reconnect after a cut", this::readOverNewConnection));
    boolean passed = steps.stream().allMatch(ReconnectStep::getPassed);
    observer.onNext(
        TestReconnectResponse.newBuilder()
            .setReconnectPossible(passed)
            .addAllSteps(steps)
            .setResumableAssignments(resumable)
            .build());
    observer.onCompleted();
  }

  private interface Attempt {
    String run();
  }

  private static ReconnectStep step(String name, Attempt attempt) {
    long begin = System.nanoTime();
    ReconnectStep.Builder step = ReconnectStep.newBuilder().setName(name);
    try {
      step.setDetail(attempt.run()).setPassed(true);
    } catch (StatusRuntimeException e) {
      step.setDetail("the call ended with " + e.getStatus().getCode());
    }
    return step.setLatency(Durations.fromNanos(System.nanoTime() - begin)).build();
  }

  /** Opens a connection to the server itself, reads, and cuts it. */
  private String readOverNewConnection() {
    ManagedChannel channel =
        Grpc.newChannelBuilder(parts.ownAddress().get(), InsecureChannelCredentials.create())
            .build();
    try {
      OrchestrationServiceGrpc.OrchestrationServiceBlockingStub stub =
          OrchestrationServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
      if (request.getSessionId().isEmpty()) {
        return stub.listSessions(ListSessionsRequest.getDefaultInstance()).getTotalCount()
            + " sessions were listed";
      }
      GetSessionStatusRequest read =
          GetSessionStatusRequest.newBuilder().setSessionId(request.getSessionId()).build();
      long total = stub.getSessionStatus(read).getSession().getCounts().getTotal();
      return "the session was read with " + total + " tasks";
    } finally {
      channel.shutdownNow();
    }
  }
}

package org.smartrouting.server.cli;

import com.google.protobuf.Message;
import com.google.rpc.Status;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.smartrouting.server.error.ErrorStatus;
import org.smartrouting.v1.CancelTaskRequest;
import org.smartrouting.v1.CancelTaskResponse;
import org.smartrouting.v1.CreatePoolRequest;
import org.smartrouting.v1.CreatePoolResponse;
import org.smartrouting.v1.Decision;
import org.smartrouting.v1.DrainSpecialistRequest;
import org.smartrouting.v1.DrainSpecialistResponse;
import org.smartrouting.v1.ExplainRouteRequest;
import org.smartrouting.v1.ExplainRouteResponse;
import org.smartrouting.v1.GetPoolRequest;
import org.smartrouting.v1.GetPoolResponse;
import org.smartrouting.v1.GetQueueStatsRequest;
import org.smartrouting.v1.GetQueueStatsResponse;
import org.smartrouting.v1.GetTaskRequest;
import org.smartrouting.v1.GetTaskResponse;
import org.smartrouting.v1.ListSpecialistsRequest;
import org.smartrouting.v1.ListSpecialistsResponse;
import org.smartrouting.v1.ListTasksRequest;
import org.smartrouting.v1.ListTasksResponse;
import org.smartrouting.v1.Pool;
import org.smartrouting.v1.PoolServiceGrpc.PoolServiceImplBase;
import org.smartrouting.v1.Priority;
import org.smartrouting.v1.RegisterSpecialistRequest;
import org.smartrouting.v1.RegisterSpecialistResponse;
import org.smartrouting.v1.RejectionReason;
import org.smartrouting.v1.RoutingServiceGrpc.RoutingServiceImplBase;
import org.smartrouting.v1.ScoreTermKind;
import org.smartrouting.v1.ShadowStats;
import org.smartrouting.v1.Specialist;
import org.smartrouting.v1.SpecialistServiceGrpc.SpecialistServiceImplBase;
import org.smartrouting.v1.SpecialistState;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.SubmitTaskResponse;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.TaskServiceGrpc.TaskServiceImplBase;
import org.smartrouting.v1.TaskSpec;
import org.smartrouting.v1.TaskState;
import org.smartrouting.v1.UpdatePoolRequest;
import org.smartrouting.v1.UpdatePoolResponse;
import org.smartrouting.v1.WatchTasksRequest;
import org.smartrouting.v1.WatchTasksResponse;

/** A server that remembers requests and answers every one of a kind alike, on a port of its own. */
final class CannedServer {
  static final String ID = "0123456789abcdef0123456789abcdef";

  private final List<Message> requests = new CopyOnWriteArrayList<>();
  private final Server server;
  private final String target;

  CannedServer() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .directExecutor()
            .addService(new Tasks())
            .addService(new Specialists())
            .addService(new Routing())
            .addService(new Pools())
            .build()
            .start();
    target = "127.0.0.1:" + server.getPort();
  }

  String target() {
    return target;
  }

  List<Message> requests() {
    return requests;
  }

  void stop() throws InterruptedException {
    server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
  }

  static Task task(TaskState state, String title) {
    return Task.newBuilder()
        .setTaskId(ID)
        .setPool("default")
        .setState(state)
        .setSpec(TaskSpec.newBuilder().setTitle(title).setPriorityValue(2))
        .setEtag("7")
        .build();
  }

  private <R extends Message> void answer(Message request, R response, StreamObserver<R> to) {
    requests.add(request);
    to.onNext(response);
    to.onCompleted();
  }

  private final class Tasks extends TaskServiceImplBase {
    @Override
    public void submitTask(SubmitTaskRequest request, StreamObserver<SubmitTaskResponse> to) {
      Task task = task(TaskState.TASK_STATE_QUEUED, request.getSpec().getTitle());
      answer(request, SubmitTaskResponse.newBuilder().setTask(task).build(), to);
    }

    @Override
    public void getTask(GetTaskRequest request, StreamObserver<GetTaskResponse> to) {
      if (!request.getTaskId().equals(ID)) {
        Status status =
            ErrorStatus.of(
                List.of(
                    new org.smartrouting.server.validation.Violation("task_id", "is no id"),
                    new org.smartrouting.server.validation.Violation("view", "is no view")));
        to.onError(ErrorStatus.toException(status));
        return;
      }
      Task task = task(TaskState.TASK_STATE_RUNNING, "Clear\u001b[2Jscreen");
      answer(request, GetTaskResponse.newBuilder().setTask(task).build(), to);
    }

    @Override
    public void listTasks(ListTasksRequest request, StreamObserver<ListTasksResponse> to) {
      boolean isFirst = request.getPageToken().isEmpty();
      ListTasksResponse page =
          ListTasksResponse.newBuilder()
              .addTasks(task(TaskState.TASK_STATE_FAILED, isFirst ? "first" : "second"))
              .setNextPageToken(isFirst ? "more" : "")
              .build();
      answer(request, page, to);
    }

    @Override
    public void cancelTask(CancelTaskRequest request, StreamObserver<CancelTaskResponse> to) {
      Task task = task(TaskState.TASK_STATE_CANCELLED, "gone");
      answer(request, CancelTaskResponse.newBuilder().setTask(task).build(), to);
    }

    @Override
    public void watchTasks(WatchTasksRequest request, StreamObserver<WatchTasksResponse> to) {
      to.onNext(WatchTasksResponse.newBuilder().setCursor("c-0").build());
      Task task = task(TaskState.TASK_STATE_SUCCEEDED, "watched");
      answer(request, WatchTasksResponse.newBuilder().setCursor("c-1").setTask(task).build(), to);
    }
  }

  private final class Specialists extends SpecialistServiceImplBase {
    private Specialist specialist(String id, SpecialistState state) {
      Specialist.Builder specialist = Specialist.newBuilder().setSpecialistId(id).setState(state);
      specialist.getSpecBuilder().setSlots(4).addSkillsBuilder().setSkill("java").setLevel(5);
      return specialist.build();
    }

    @Override
    public void registerSpecialist(
        RegisterSpecialistRequest request, StreamObserver<RegisterSpecialistResponse> to) {
      Specialist ready =
          specialist(request.getSpecialistId(), SpecialistState.SPECIALIST_STATE_READY);
      answer(request, RegisterSpecialistResponse.newBuilder().setSpecialist(ready).build(), to);
    }

    @Override
    public void listSpecialists(
        ListSpecialistsRequest request, StreamObserver<ListSpecialistsResponse> to) {
      Specialist ready = specialist("s-1", SpecialistState.SPECIALIST_STATE_READY);
      answer(request, ListSpecialistsResponse.newBuilder().addSpecialists(ready).build(), to);
    }

    @Override
    public void drainSpecialist(
        DrainSpecialistRequest request, StreamObserver<DrainSpecialistResponse> to) {
      Specialist draining =
          specialist(request.getSpecialistId(), SpecialistState.SPECIALIST_STATE_DRAINING);
      answer(request, DrainSpecialistResponse.newBuilder().setSpecialist(draining).build(), to);
    }
  }

  private final class Routing extends RoutingServiceImplBase {
    @Override
    public void explainRoute(ExplainRouteRequest request, StreamObserver<ExplainRouteResponse> to) {
      ExplainRouteResponse.Builder answer =
          ExplainRouteResponse.newBuilder().setSummary("'Fix' waits: nobody is free.");
      Decision.Builder decision = answer.getDecisionBuilder();
      decision
          .addCandidatesBuilder()
          .setSpecialistId("ann")
          .setCost(-1.25)
          .addTermsBuilder()
          .setKind(ScoreTermKind.SCORE_TERM_KIND_FIT)
          .setCredits(-1.25);
      decision
          .addRejectionsBuilder()
          .setReason(RejectionReason.REJECTION_REASON_SKILL)
          .setCount(7)
          .setDetail("java >= 4")
          .addExampleSpecialistIds("bob");
      answer(request, answer.build(), to);
    }

    @Override
    public void getQueueStats(
        GetQueueStatsRequest request, StreamObserver<GetQueueStatsResponse> to) {
      GetQueueStatsResponse.Builder stats =
          GetQueueStatsResponse.newBuilder().setConnectedSpecialists(3).setSlots(9).setFreeSlots(2);
      stats
          .addPrioritiesBuilder()
          .setPriority(Priority.PRIORITY_HIGH)
          .setQueued(12)
          .getOldestWaitBuilder()
          .setSeconds(1)
          .setNanos(500_000_000);
      stats.addFairnessKeysBuilder().setQueued(12).setWeight(5).setSharePercent(62.5);
      ShadowStats.Builder shadow = stats.getShadowBuilder();
      shadow.setDecisions(40).setAgreedShare(0.75).setMeanCostDifference(0.125);
      shadow.getActiveBuilder().setSeconds(1.5).setSuccess(0.9).setPrice(3);
      shadow.getShadowBuilder().setSeconds(1.25).setSuccess(0.8).setPrice(2);
      answer(request, stats.build(), to);
    }
  }

  private final class Pools extends PoolServiceImplBase {
    @Override
    public void getPool(GetPoolRequest request, StreamObserver<GetPoolResponse> to) {
      Pool pool = Pool.newBuilder().setPool("default").build();
      answer(request, GetPoolResponse.newBuilder().setPool(pool).build(), to);
    }

    @Override
    public void createPool(CreatePoolRequest request, StreamObserver<CreatePoolResponse> to) {
      Pool pool = Pool.newBuilder().setPool(request.getPool()).build();
      answer(request, CreatePoolResponse.newBuilder().setPool(pool).build(), to);
    }

    @Override
    public void updatePool(UpdatePoolRequest request, StreamObserver<UpdatePoolResponse> to) {
      Pool pool = Pool.newBuilder().setPool("builds").setPolicy(request.getPolicy()).build();
      answer(request, UpdatePoolResponse.newBuilder().setPool(pool).build(), to);
    }
  }
}

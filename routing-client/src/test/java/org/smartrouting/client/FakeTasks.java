package org.smartrouting.client;

import io.grpc.Status.Code;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.smartrouting.v1.GetTaskRequest;
import org.smartrouting.v1.GetTaskResponse;
import org.smartrouting.v1.ListTasksRequest;
import org.smartrouting.v1.ListTasksResponse;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.SubmitTaskResponse;
import org.smartrouting.v1.SubmitTasksRequest;
import org.smartrouting.v1.SubmitTasksResponse;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.TaskServiceGrpc.TaskServiceImplBase;
import org.smartrouting.v1.TaskState;
import org.smartrouting.v1.WatchTasksRequest;
import org.smartrouting.v1.WatchTasksResponse;

/** Tasks in a map, with a log of those that finished for the watches. Thread-safe. */
final class FakeTasks extends TaskServiceImplBase {
  /** Every submit that arrived, answered or not. */
  final BlockingQueue<SubmitTaskRequest> submits = new LinkedBlockingQueue<>();

  /** Every read, before it is answered. */
  final BlockingQueue<String> reads = new LinkedBlockingQueue<>();

  /** Every watch that was opened. */
  final BlockingQueue<WatchTasksRequest> watches = new LinkedBlockingQueue<>();

  /** Every watch that the client closed. */
  final BlockingQueue<String> closedWatches = new LinkedBlockingQueue<>();

  /** Taken for the next submits: the task is made, but the answer is the error. */
  final BlockingQueue<Throwable> lostAnswers = new LinkedBlockingQueue<>();

  /** Taken for the next items of a stream: they are refused. */
  final BlockingQueue<com.google.rpc.Status> refusals = new LinkedBlockingQueue<>();

  /** The streams of submits, when they are opened. */
  final BlockingQueue<SubmitItems> submitStreams = new LinkedBlockingQueue<>();

  private final Map<String, Task> byRequestId = new LinkedHashMap<>();
  private final Map<String, Task> byId = new HashMap<>();
  private final List<Task> finished = new ArrayList<>();
  private final List<StreamObserver<WatchTasksResponse>> watchers = new ArrayList<>();
  private String epoch = "a";
  private boolean holdAnswers;
  private boolean refuseWatches;

  /** How many tasks were made. */
  synchronized int made() {
    return byRequestId.size();
  }

  /** Streams of submits get no answers until they are asked for them. */
  synchronized void holdAnswers() {
    holdAnswers = true;
  }

  /** New watches fail while this is set. */
  synchronized void refuseWatches(boolean refuse) {
    refuseWatches = refuse;
  }

  /** A task that runs. */
  synchronized Task make(String requestId) {
    return byRequestId.computeIfAbsent(
        requestId,
        id -> {
          Task task =
              Task.newBuilder()
                  .setTaskId("task-" + id)
                  .setPool("default")
                  .setState(TaskState.TASK_STATE_RUNNING)
                  .build();
          byId.put(task.getTaskId(), task);
          return task;
        });
  }

  synchronized void finish(Task task) {
    Task done = task.toBuilder().setState(TaskState.TASK_STATE_SUCCEEDED).build();
    byId.put(task.getTaskId(), done);
    finished.add(done);
    for (StreamObserver<WatchTasksResponse> watcher : watchers) {
      watcher.onNext(shown(finished.size()));
    }
  }

  synchronized void breakWatches() {
    watchers.forEach(watcher -> watcher.onError(Errors.unavailable()));
    watchers.clear();
  }

  /** As after a loss of history: no cursor of before is known. */
  synchronized void forgetCursors() {
    epoch += "a";
  }

  @Override
  public void submitTask(SubmitTaskRequest request, StreamObserver<SubmitTaskResponse> answer) {
    submits.add(request);
    Task task = make(request.getRequestId());
    Throwable lost = lostAnswers.poll();
    if (lost != null) {
      answer.onError(lost);
    } else {
      answer.onNext(SubmitTaskResponse.newBuilder().setTask(task).build());
      answer.onCompleted();
    }
  }

  @Override
  public synchronized StreamObserver<SubmitTasksRequest> submitTasks(
      StreamObserver<SubmitTasksResponse> answers) {
    SubmitItems items = new SubmitItems(answers, holdAnswers);
    submitStreams.add(items);
    return items;
  }

  @Override
  public void getTask(GetTaskRequest request, StreamObserver<GetTaskResponse> answer) {
    Task task;
    synchronized (this) {
      task = byId.get(request.getTaskId());
    }
    reads.add(request.getTaskId());
    if (task == null) {
      answer.onError(Errors.exception(Code.NOT_FOUND, "TASK_NOT_FOUND"));
    } else {
      answer.onNext(GetTaskResponse.newBuilder().setTask(task).build());
      answer.onCompleted();
    }
  }

  @Override
  public synchronized void listTasks(
      ListTasksRequest request, StreamObserver<ListTasksResponse> answer) {
    List<Task> all = List.copyOf(byRequestId.values());
    int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
    int to = Math.min(all.size(), from + request.getPageSize());
    answer.onNext(
        ListTasksResponse.newBuilder()
            .addAllTasks(all.subList(from, to))
            .setNextPageToken(to == all.size() ? "" : Integer.toString(to))
            .build());
    answer.onCompleted();
  }

  @Override
  public synchronized void watchTasks(
      WatchTasksRequest request, StreamObserver<WatchTasksResponse> answers) {
    watches.add(request);
    if (refuseWatches) {
      answers.onError(Errors.unavailable());
      return;
    }
    String cursor = request.getCursor();
    if (!cursor.isEmpty() && !cursor.startsWith(epoch + ":")) {
      answers.onError(Errors.exception(Code.OUT_OF_RANGE, "INVALID_CURSOR"));
      return;
    }
    ((io.grpc.stub.ServerCallStreamObserver<WatchTasksResponse>) answers)
        .setOnCancelHandler(() -> closed(answers));
    int from =
        cursor.isEmpty()
            ? finished.size()
            : Integer.parseInt(cursor.substring(cursor.indexOf(':') + 1));
    answers.onNext(WatchTasksResponse.newBuilder().setCursor(epoch + ":" + from).build());
    for (int shown = from + 1; shown <= finished.size(); shown++) {
      answers.onNext(shown(shown));
    }
    watchers.add(answers);
  }

  private synchronized void closed(StreamObserver<WatchTasksResponse> answers) {
    watchers.remove(answers);
    closedWatches.add("closed");
  }

  private WatchTasksResponse shown(int number) {
    return WatchTasksResponse.newBuilder()
        .setTask(finished.get(number - 1))
        .setCursor(epoch + ":" + number)
        .build();
  }

  /** One stream of submits. */
  final class SubmitItems implements StreamObserver<SubmitTasksRequest> {
    final BlockingQueue<SubmitTasksRequest> received = new LinkedBlockingQueue<>();
    private final StreamObserver<SubmitTasksResponse> answers;
    private final boolean held;

    SubmitItems(StreamObserver<SubmitTasksResponse> answers, boolean held) {
      this.answers = answers;
      this.held = held;
    }

    /** Makes the task and answers. */
    synchronized void accept(SubmitTasksRequest request) {
      SubmitTasksResponse.Builder response =
          SubmitTasksResponse.newBuilder().setSequence(request.getSequence());
      com.google.rpc.Status refusal = refusals.poll();
      if (refusal != null) {
        response.setRefused(refusal);
      } else {
        response.setAccepted(
            SubmitTaskResponse.newBuilder().setTask(make(request.getSubmit().getRequestId())));
      }
      answers.onNext(response.build());
    }

    synchronized void breakOff() {
      answers.onError(Errors.unavailable());
    }

    @Override
    public void onNext(SubmitTasksRequest request) {
      submits.add(request.getSubmit());
      received.add(request);
      if (!held) {
        accept(request);
      }
    }

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onCompleted() {
      answers.onCompleted();
    }
  }
}

package org.smartrouting.server.service;

import org.smartrouting.core.engine.TaskCommand;
import org.smartrouting.core.engine.TaskCommand.Submitted;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.server.codec.FingerprintCodec;
import org.smartrouting.server.codec.TaskCodec;
import org.smartrouting.server.codec.TaskSpecCodec;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.SubmitTaskResponse;
import org.smartrouting.v1.TaskView;

/** Submits, single ones and those of a stream, as the engine wants them. */
final class SubmitCommands {
  private SubmitCommands() {}

  /**
   * The command for a submit.
   *
   * @param request a request that breaks no rule
   */
  static TaskCommand<Submitted> command(Calls calls, PoolKey pool, SubmitTaskRequest request) {
    TaskCommand.Request origin =
        new TaskCommand.Request(
            calls.newTaskId(pool, request.getRequestId()), pool, FingerprintCodec.of(request));
    return request.getResubmitTaskId().isEmpty()
        ? new TaskCommand.Submit(origin, TaskSpecCodec.toDomain(request.getSpec()))
        : new TaskCommand.Resubmit(origin, TaskId.parse(request.getResubmitTaskId()));
  }

  /** The answer to a submit that was done. */
  static SubmitTaskResponse response(Submitted submitted) {
    return SubmitTaskResponse.newBuilder()
        .setTask(TaskCodec.toMessage(submitted.task(), TaskView.TASK_VIEW_BASIC))
        .setRepeatedRequest(submitted.repeated())
        .build();
  }
}

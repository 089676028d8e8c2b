package org.smartrouting.server.orchestration;

import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.PlanCommand;
import org.smartrouting.core.engine.PlanCommand.Completion;
import org.smartrouting.core.engine.PlanCommand.NextAction;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.RefusalReason;
import org.smartrouting.core.orchestration.ArtifactType;
import org.smartrouting.core.orchestration.NewArtifact;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.orchestration.v1.SynthesizeResultsRequest;
import org.smartrouting.orchestration.v1.SynthesizeResultsResponse;
import org.smartrouting.server.codec.FingerprintCodec;
import org.smartrouting.server.codec.PlannedTaskCodec;
import org.smartrouting.server.service.Calls;

/** Puts together what came of the parts of a task. */
final class SynthesisCalls {
  private static final String NAME = "synthesis";

  private final OrchestrationParts parts;
  private final Calls calls;

  SynthesisCalls(OrchestrationParts parts) {
    this.parts = parts;
    this.calls = parts.calls();
  }

  void synthesize(
      SynthesizeResultsRequest request, StreamObserver<SynthesizeResultsResponse> observer) {
    TaskId id = TaskId.parse(request.getParentTaskId());
    calls.ask(
        id,
        Lane.WORK,
        new PlanCommand.Get(calls.tenant(), id),
        observer,
        parent -> calls.later(parts.blocking(), observer, () -> answer(request, parent, observer)));
  }

  private void answer(
      SynthesizeResultsRequest request,
      Task parent,
      StreamObserver<SynthesizeResultsResponse> observer) {
    Synthesis synthesis = new Synthesis(parent, Family.of(parent, parts.plans()));
    Refusal refusal = refusal(request, parent, synthesis);
    if (refusal != null) {
      Calls.fail(observer, Calls.status(refusal));
    } else if (request.getCompleteParent() && parent.state() != TaskState.SUCCEEDED) {
      complete(request, parent, synthesis, observer);
    } else {
      observer.onNext(synthesis.toMessage().build());
      observer.onCompleted();
    }
  }

  private static @Nullable Refusal refusal(
      SynthesizeResultsRequest request, Task parent, Synthesis synthesis) {
    if (synthesis.isEmpty()) {
      return Refusal.of(
          RefusalReason.WRONG_TASK_STATE,
          "task " + parent.id() + " has no parts",
          "task_id",
          parent.id().toString());
    }
    List<Task> open = synthesis.open();
    if (open.isEmpty() || (request.getAllowPartial() && !request.getCompleteParent())) {
      return null;
    }
    Task first = open.get(0);
    return Refusal.of(
        RefusalReason.CHILDREN_OPEN,
        open.size() + " parts are not finished, first " + first.spec().title(),
        "task_id",
        parent.id().toString(),
        "child",
        first.id().toString(),
        "count",
        Integer.toString(open.size()));
  }

  private void complete(
      SynthesizeResultsRequest request,
      Task parent,
      Synthesis synthesis,
      StreamObserver<SynthesizeResultsResponse> observer) {
    byte[] text = synthesis.markdown().getBytes(StandardCharsets.UTF_8);
    NewArtifact artifact =
        new NewArtifact(NAME, ArtifactType.DOCUMENTATION, "text/markdown", "", Bytes.of(text));
    Completion completion =
        new Completion(
            NextAction.COMPLETE,
            synthesis.summary(),
            List.of(),
            List.of(),
            List.of(artifact),
            null,
            FingerprintCodec.digest(request));
    PlanCommand.Complete command =
        new PlanCommand.Complete(calls.tenant(), parent.id(), null, completion);
    calls.ask(
        parent.id(),
        Lane.WORK,
        command,
        observer,
        completed -> {
          observer.onNext(
              synthesis
                  .toMessage()
                  .setParent(PlannedTaskCodec.toMessage(completed.task()))
                  .setParentCompleted(true)
                  .build());
          observer.onCompleted();
        });
  }
}

package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.orchestration.Artifact;
import org.smartrouting.core.orchestration.NewArtifact;
import org.smartrouting.core.orchestration.PlanState;
import org.smartrouting.core.store.ArtifactWrite;

/** Where tasks put what they have made. */
final class Shelf {
  private final ShardState state;

  Shelf(ShardState state) {
    this.state = state;
  }

  /** Why there is no room for so many more artifacts of a task; null when there is. */
  @Nullable Refusal room(LiveTask task, LivePlan plan, int more) {
    int limit = PlanState.MAX_ARTIFACTS;
    return plan.state.artifacts().size() + more <= limit
        ? null
        : Refusal.of(
            RefusalReason.SESSION_FULL,
            "task " + task.id + " would have more than " + limit + " artifacts",
            "task_id",
            task.id.toString(),
            "limit",
            Integer.toString(limit));
  }

  /** Stores artifacts; those whose name is there already become its next version. */
  List<Artifact> store(LiveTask task, LivePlan plan, List<NewArtifact> more, long nowMicros) {
    List<Artifact> stored = new ArrayList<>();
    for (NewArtifact artifact : more) {
      Artifact next =
          new Artifact(
              artifact.name(),
              plan.state.nextVersion(artifact.name()),
              artifact.type(),
              artifact.mediaType(),
              artifact.path(),
              artifact.content().size(),
              nowMicros);
      List<Artifact> all = new ArrayList<>(plan.state.artifacts());
      all.add(next);
      plan.state = plan.state.withArtifacts(all);
      state
          .outbox()
          .store(new ArtifactWrite(task.id, next.name(), next.version(), artifact.content()));
      stored.add(next);
    }
    return stored;
  }

  /** Throws away all that a task has stored. */
  void clear(LiveTask task, LivePlan plan) {
    if (!plan.state.artifacts().isEmpty()) {
      plan.state = plan.state.withArtifacts(List.of());
      state.outbox().discard(task.id);
    }
  }
}

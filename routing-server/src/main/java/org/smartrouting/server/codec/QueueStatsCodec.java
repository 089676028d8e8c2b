package org.smartrouting.server.codec;

import org.smartrouting.core.engine.RouteCommand.KeyCounts;
import org.smartrouting.core.engine.RouteCommand.PriorityCounts;
import org.smartrouting.core.engine.RouteCommand.QueueCounts;
import org.smartrouting.core.engine.ShadowCounts;
import org.smartrouting.core.task.Priority;
import org.smartrouting.v1.FairnessKeyStats;
import org.smartrouting.v1.GetQueueStatsResponse;
import org.smartrouting.v1.PriorityStats;

/** Counts of a pool. */
public final class QueueStatsCodec {
  private static final PriorityCounts NOTHING = new PriorityCounts(0, 0, 0, 0, 0);

  private QueueStatsCodec() {}

  /** Writes the counts, the most urgent priority first. */
  public static GetQueueStatsResponse toMessage(QueueCounts counts) {
    GetQueueStatsResponse.Builder message =
        GetQueueStatsResponse.newBuilder()
            .setConnectedSpecialists(counts.connected())
            .setSlots(counts.slots())
            .setFreeSlots(counts.freeSlots());
    for (Priority priority : Priority.values()) {
      PriorityCounts ofPriority = counts.byPriority().getOrDefault(priority, NOTHING);
      PriorityStats.Builder stats = stats(priority, ofPriority, counts.nowMicros());
      Double expected = counts.expectedWaits().get(priority);
      if (expected != null) {
        stats.setExpectedWait(TimeCodec.seconds(expected));
      }
      message.addPriorities(stats);
    }
    for (KeyCounts ofKey : counts.largestKeys()) {
      message.addFairnessKeys(
          FairnessKeyStats.newBuilder()
              .setFairnessKey(ofKey.fairnessKey())
              .setQueued(ofKey.queued())
              .setWeight(ofKey.weight())
              .setSharePercent(ofKey.sharePercent()));
    }
    ShadowCounts shadow = counts.shadow();
    if (shadow != null) {
      message.setShadow(ShadowCodec.toMessage(shadow));
    }
    return message.setWaitingFairnessKeys(counts.waitingKeys()).build();
  }

  private static PriorityStats.Builder stats(
      Priority priority, PriorityCounts counts, long nowMicros) {
    PriorityStats.Builder message =
        PriorityStats.newBuilder()
            .setPriority(TaskSpecCodec.priority(priority))
            .setPending(counts.pending())
            .setQueued(counts.queued())
            .setInFlight(counts.inFlight())
            .setBlocked(counts.blocked());
    if (counts.oldestQueuedMicros() > 0) {
      long waited = Math.max(0, nowMicros - counts.oldestQueuedMicros());
      message.setOldestWait(TimeCodec.duration(waited));
    }
    return message;
  }
}

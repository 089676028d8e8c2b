package org.smartrouting.server.cli;

import com.google.protobuf.Duration;
import org.jspecify.annotations.Nullable;
import org.smartrouting.v1.Affinity;
import org.smartrouting.v1.AffinityMode;
import org.smartrouting.v1.TaskSpec;
import picocli.CommandLine.Option;

/** To whom a task had better go. */
final class AffinityOptions {
  @Option(
      names = "--affinity",
      paramLabel = "SPECIALIST",
      defaultValue = "",
      description = "Specialist that had better take it.")
  private String specialist;

  @Option(names = "--affinity-hard", description = "Nobody else may; needs --deadline.")
  private boolean hard;

  @Option(
      names = "--sticky-wait",
      paramLabel = "TIME",
      description = "How long it waits for that specialist before others may take it.")
  private java.time.@Nullable Duration stickyWait;

  @Option(
      names = "--affinity-key",
      paramLabel = "KEY",
      defaultValue = "",
      description = "Group of tasks that had better go to the same specialist.")
  private String key;

  /** Sets the affinity, if any option says something of it; the server checks whether they fit. */
  void addTo(TaskSpec.Builder spec) {
    if (specialist.isEmpty() && key.isEmpty() && !hard && stickyWait == null) {
      return;
    }
    if (!specialist.isEmpty() && !key.isEmpty()) {
      throw new UnusableArgumentException("--affinity and --affinity-key exclude each other");
    }
    Affinity.Builder affinity = spec.getAffinityBuilder();
    if (!specialist.isEmpty()) {
      affinity.setSpecialistId(specialist);
    } else if (!key.isEmpty()) {
      affinity.setKey(key);
    }
    if (hard) {
      affinity.setMode(AffinityMode.AFFINITY_MODE_HARD);
    }
    if (stickyWait != null) {
      affinity.setStickyWait(
          Duration.newBuilder().setSeconds(stickyWait.getSeconds()).setNanos(stickyWait.getNano()));
    }
  }
}

package org.smartrouting.server.orchestration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.smartrouting.core.orchestration.ChildCounts;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.orchestration.v1.SynthesizeResultsResponse;
import org.smartrouting.orchestration.v1.TaskOutcome;
import org.smartrouting.server.codec.PlanText;
import org.smartrouting.server.codec.PlannedTaskCodec;
import org.smartrouting.server.codec.TimeCodec;

/** What came of the parts of a task, put together: every one of them as it is. */
final class Synthesis {
  private static final int MAX_NAMED = 5;

  private final Task parent;
  private final Family family;
  private ChildCounts counts = ChildCounts.NONE;

  Synthesis(Task parent, Family family) {
    this.parent = parent;
    this.family = family;
    for (Family.Member member : family.members()) {
      counts = counts.opened();
      if (member.task().state().isFinal()) {
        counts = counts.ended(PlanStatus.of(member.task().state()));
      }
    }
  }

  boolean isEmpty() {
    return counts.total() == 0;
  }

  /** Those that are not finished. */
  List<Task> open() {
    return family.members().stream()
        .map(Family.Member::task)
        .filter(task -> !task.state().isFinal())
        .toList();
  }

  SynthesizeResultsResponse.Builder toMessage() {
    SynthesizeResultsResponse.Builder message =
        SynthesizeResultsResponse.newBuilder()
            .setParent(PlannedTaskCodec.toMessage(parent))
            .setCounts(PlannedTaskCodec.toMessage(counts))
            .setSuccessRate(successRate())
            .setPartial(counts.open() > 0 || !family.complete())
            .setMarkdown(markdown())
            .addAllRecommendations(recommendations())
            .setParentCompleted(parent.state() == TaskState.SUCCEEDED);
    family
        .members()
        .forEach(each -> message.addResults(PlannedTaskCodec.outcome(each.task(), each.depth())));
    long first = Long.MAX_VALUE;
    long last = 0;
    for (Family.Member member : family.members()) {
      long started = member.task().status().startedMicros();
      first = started == 0 ? first : Math.min(first, started);
      last = Math.max(last, member.task().status().finishedMicros());
    }
    if (first != Long.MAX_VALUE) {
      message.setStartedAt(TimeCodec.timestamp(first));
    }
    if (counts.open() == 0 && last != 0) {
      message.setCompletedAt(TimeCodec.timestamp(last));
    }
    return message;
  }

  /** What is said of the parent when it is done with this. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "%d of %d parts done, %d failed, %d cancelled",
        counts.completed(),
        counts.total(),
        counts.failed(),
        counts.cancelled());
  }

  private double successRate() {
    return counts.total() == 0 ? 0 : (double) counts.completed() / counts.total();
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(parent.spec().title()).append("\n\n");
    text.append(summary());
    text.append(counts.open() > 0 ? ", " + counts.open() + " not finished.\n" : ".\n");
    for (Family.Member member : family.members()) {
      TaskOutcome outcome = PlannedTaskCodec.outcome(member.task(), member.depth());
      text.append('\n').append("#".repeat(Math.min(6, 1 + member.depth()))).append(' ');
      text.append(outcome.getTitle()).append(" (");
      text.append(PlanText.lowerCase(outcome.getStatus().name(), "TASK_STATUS_")).append(", ");
      text.append(PlanText.lowerCase(outcome.getSpecialistType().name(), "SPECIALIST_TYPE_"));
      text.append(")\n\n");
      String said =
          outcome.getSummary().isEmpty() ? outcome.getStatusReason() : outcome.getSummary();
      text.append(said.isEmpty() ? "Nothing was said of it." : said.strip()).append('\n');
      outcome
          .getArtifactsList()
          .forEach(
              each ->
                  text.append("\n- artifact `")
                      .append(each.getName())
                      .append("`, version ")
                      .append(each.getVersion())
                      .append(", ")
                      .append(each.getSize())
                      .append(" bytes"));
      text.append(outcome.getArtifactsCount() > 0 ? "\n" : "");
    }
    return text.toString();
  }

  private List<String> recommendations() {
    List<String> said = new ArrayList<>();
    named(said, "Failed, look at why: ", TaskState.FAILED, TaskState.EXPIRED);
    named(said, "Cancelled, decide whether the result is whole without: ", TaskState.CANCELLED);
    named(said, "Blocked, set going or cancel: ", TaskState.BLOCKED);
    named(said, "Not begun: ", TaskState.PENDING);
    named(said, "Under way: ", TaskState.QUEUED, TaskState.ASSIGNED, TaskState.RUNNING);
    boolean parentOpen = !parent.state().isFinal();
    if (counts.open() == 0 && parentOpen) {
      said.add("All parts are finished: complete the parent.");
    }
    return said;
  }

  private void named(List<String> said, String what, TaskState... states) {
    List<String> titles =
        family.members().stream()
            .filter(member -> List.of(states).contains(member.task().state()))
            .map(member -> member.task().spec().title())
            .toList();
    if (!titles.isEmpty()) {
      String more = titles.size() > MAX_NAMED ? ", and " + (titles.size() - MAX_NAMED) : "";
      said.add(
          what
              + String.join(", ", titles.subList(0, Math.min(MAX_NAMED, titles.size())))
              + (more.isEmpty() ? "" : more + " more")
              + ".");
    }
  }
}

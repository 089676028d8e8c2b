package org.smartrouting.server.codec;

import java.util.List;
import org.smartrouting.core.orchestration.Plan;
import org.smartrouting.core.orchestration.PlanSpec;
import org.smartrouting.core.orchestration.PlanState;
import org.smartrouting.core.task.Task;
import org.smartrouting.orchestration.v1.Artifact;
import org.smartrouting.orchestration.v1.TaskOutcome;

/** What who does a planned task is told, in Markdown. */
public final class Briefing {
  /** Media type of a briefing. */
  public static final String MEDIA_TYPE = "text/markdown";

  private static final int MAX_SUMMARY = 1_000;

  private final StringBuilder text = new StringBuilder();

  private Briefing() {}

  /** For a specialist that knows its role. */
  public static String of(Task task) {
    return of(task, "", List.of(), List.of());
  }

  /**
   * For anybody.
   *
   * @param role what somebody in the role is told; empty for nothing
   * @param dependencies what came of its dependencies
   * @param siblings the other parts of its parent
   */
  public static String of(
      Task task, String role, List<TaskOutcome> dependencies, List<TaskOutcome> siblings) {
    Plan plan = PlannedTaskCodec.plan(task);
    PlanSpec.Brief brief = plan.spec().brief();
    Briefing briefing = new Briefing();
    briefing.section("Role", role);
    briefing.section("Task: " + task.spec().title(), brief.description());
    briefing.section("Instructions", brief.instructions());
    briefing.section("Focus", brief.focusArea());
    if (!brief.context().isEmpty()) {
      briefing.section("Context", "```json\n" + brief.context() + "\n```");
    }
    briefing.outcomes("What came of its dependencies", dependencies);
    briefing.outcomes("Other parts of the same work", siblings);
    briefing.criteria(brief.criteria());
    briefing.before(plan.state().report());
    return briefing.text.toString();
  }

  private void section(String title, String content) {
    if (!content.isEmpty()) {
      text.append("## ").append(title).append("\n\n").append(content.strip()).append("\n\n");
    }
  }

  private void outcomes(String title, List<TaskOutcome> outcomes) {
    StringBuilder items = new StringBuilder();
    for (TaskOutcome outcome : outcomes) {
      String status = PlanText.lowerCase(outcome.getStatus().name(), "TASK_STATUS_");
      items.append("- ").append(outcome.getTitle()).append(" (").append(status).append(')');
      String summary = outcome.getSummary();
      if (!summary.isEmpty()) {
        items.append(": ").append(PlanText.shortened(summary, MAX_SUMMARY));
      }
      for (Artifact artifact : outcome.getArtifactsList()) {
        items.append("\n  - artifact ").append(artifact.getName());
        items.append(" of task ").append(outcome.getTaskId());
      }
      items.append('\n');
    }
    section(title, items.toString());
  }

  private void criteria(List<String> criteria) {
    StringBuilder items = new StringBuilder();
    criteria.forEach(criterion -> items.append("- [ ] ").append(criterion).append('\n'));
    section("The result is judged by", items.toString());
  }

  private void before(PlanState.Report report) {
    if (report.revision() > 0) {
      section("It was sent back " + report.revision() + " times, last with", report.summary());
    } else {
      section("What was done so far", report.summary());
    }
  }
}

package org.smartrouting.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.smartrouting.v1.Candidate;
import org.smartrouting.v1.Decision;
import org.smartrouting.v1.ExplainRouteRequest;
import org.smartrouting.v1.ExplainRouteResponse;
import org.smartrouting.v1.Rejection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says why a task went where it went, or why it still waits. */
@Command(
    name = "explain",
    description = "Says why a task went where it went, or why it still waits.",
    mixinStandardHelpOptions = true)
final class TaskExplain implements Runnable {
  @Mixin private Connection connection;
  @Mixin private Output output;

  @Parameters(paramLabel = "TASK", description = "Id of the task.")
  private String taskId;

  @Option(
      names = "--candidates",
      paramLabel = "N",
      defaultValue = "10",
      description = "Most candidates to show. Default: ${DEFAULT-VALUE}.")
  private int candidates;

  @Override
  public void run() {
    ExplainRouteRequest request =
        ExplainRouteRequest.newBuilder().setTaskId(taskId).setMaxCandidates(candidates).build();
    connection.routing(routing -> print(connection.timed(routing).explainRoute(request)));
  }

  private void print(ExplainRouteResponse answer) {
    if (output.isJson()) {
      output.json(answer);
      return;
    }
    output.line(answer.getSummary());
    Decision decision = answer.getDecision();
    if (decision.getCandidatesCount() > 0) {
      output.line("");
      output.table(candidates(decision.getCandidatesList()));
    }
    if (decision.getRejectionsCount() > 0) {
      output.line("");
      output.table(rejections(decision.getRejectionsList()));
    }
  }

  private static List<List<String>> candidates(List<Candidate> ranked) {
    List<String> header = new ArrayList<>(List.of("CANDIDATE", "COST"));
    ranked
        .get(0)
        .getTermsList()
        .forEach(term -> header.add(name(term.getKind(), "SCORE_TERM_KIND_")));
    List<List<String>> rows = new ArrayList<>();
    rows.add(header);
    for (Candidate candidate : ranked) {
      List<String> row = new ArrayList<>(List.of(candidate.getSpecialistId()));
      row.add(credits(candidate.getCost()));
      candidate.getTermsList().forEach(term -> row.add(credits(term.getCredits())));
      rows.add(row);
    }
    return rows;
  }

  private static List<List<String>> rejections(List<Rejection> rejected) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("REJECTED", "REASON", "DETAIL", "SUCH AS"));
    for (Rejection each : rejected) {
      rows.add(
          List.of(
              Integer.toString(each.getCount()),
              name(each.getReason(), "REJECTION_REASON_"),
              each.getDetail(),
              each.getExampleSpecialistIdsList().stream().collect(Collectors.joining(" "))));
    }
    return rows;
  }

  private static String name(Enum<?> value, String prefix) {
    return value.name().replace(prefix, "");
  }

  private static String credits(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}

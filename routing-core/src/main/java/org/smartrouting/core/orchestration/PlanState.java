package org.smartrouting.core.orchestration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.TaskId;

/**
 * What changes of a planned task, besides what changes of any task. Immutable.
 *
 * @param execution how it was last begun; {@link Execution#NONE} while it waits for that
 * @param report what came of it so far
 * @param artifacts what it stored, oldest first
 * @param waivers dependencies that are not waited for
 * @param children its parts
 * @param archived whether it was put away
 */
public record PlanState(
    Execution execution,
    Report report,
    List<Artifact> artifacts,
    List<Waiver> waivers,
    ChildCounts children,
    boolean archived) {
  /** Most artifacts of a task, all versions together. */
  public static final int MAX_ARTIFACTS = 256;

  /** Of a task that was just planned. */
  public static final PlanState NEW =
      new PlanState(Execution.NONE, Report.NONE, List.of(), List.of(), ChildCounts.NONE, false);

  /** Copies the lists. */
  public PlanState {
    artifacts = List.copyOf(artifacts);
    waivers = List.copyOf(waivers);
  }

  /**
   * How a task was begun.
   *
   * @param begun whether it was
   * @param bySelf whether who asked for it does the work
   * @param leaseMicros how long who does it holds it without renewing; 0 for as long as the pool
   *     says
   * @param request digest of the request, {@link RequestFingerprint#NONE} when it had no id
   */
  public record Execution(
      boolean begun, boolean bySelf, long leaseMicros, RequestFingerprint request) {
    /** Not begun. */
    public static final Execution NONE = new Execution(false, false, 0, RequestFingerprint.NONE);
  }

  /**
   * What came of a task so far.
   *
   * @param summary in words
   * @param results which criteria are fulfilled
   * @param filePaths files that were named
   * @param revision how often it was sent back
   * @param request digest of the last completion
   */
  public record Report(
      String summary,
      List<CriterionResult> results,
      List<String> filePaths,
      int revision,
      RequestFingerprint request) {
    /** Nothing yet. */
    public static final Report NONE =
        new Report("", List.of(), List.of(), 0, RequestFingerprint.NONE);

    /** Copies the lists. */
    public Report {
      results = List.copyOf(results);
      filePaths = List.copyOf(filePaths);
    }

    /** The same with what another completion says. */
    public Report with(
        String newSummary,
        List<CriterionResult> newResults,
        List<String> morePaths,
        RequestFingerprint newRequest) {
      Set<String> paths = new LinkedHashSet<>(filePaths);
      paths.addAll(morePaths);
      return new Report(
          newSummary,
          newResults.isEmpty() ? results : newResults,
          List.copyOf(paths),
          revision,
          newRequest);
    }

    /** The same, sent back once more. */
    public Report revised() {
      return new Report(summary, results, filePaths, revision + 1, request);
    }

    /**
     * How good a result is, 0..1, of which nobody said so: the part of its criteria that is
     * fulfilled, less a tenth for each revision, at most a half.
     */
    public double quality() {
      long passed = results.stream().filter(CriterionResult::passed).count();
      double fulfilled = results.isEmpty() ? 1 : (double) passed / results.size();
      return Math.max(0, fulfilled - Math.min(0.5, 0.1 * revision));
    }
  }

  /** The same, begun in another way. */
  public PlanState with(Execution value) {
    return new PlanState(value, report, artifacts, waivers, children, archived);
  }

  /** The same with another report. */
  public PlanState with(Report value) {
    return new PlanState(execution, value, artifacts, waivers, children, archived);
  }

  /** The same with other counts of parts. */
  public PlanState with(ChildCounts value) {
    return new PlanState(execution, report, artifacts, waivers, value, archived);
  }

  /** The same with one more waiver. */
  public PlanState with(Waiver value) {
    List<Waiver> more = new ArrayList<>(waivers);
    more.add(value);
    return new PlanState(execution, report, artifacts, more, children, archived);
  }

  /** The same with other artifacts. */
  public PlanState withArtifacts(List<Artifact> value) {
    return new PlanState(execution, report, value, waivers, children, archived);
  }

  /** The same, put away. */
  public PlanState putAway() {
    return new PlanState(execution, report, artifacts, waivers, children, true);
  }

  /** Whether a dependency is not waited for. */
  public boolean waives(TaskId dependency) {
    return waivers.stream().anyMatch(waiver -> waiver.dependency().equals(dependency));
  }

  /** The number that the next version of an artifact gets. */
  public int nextVersion(String name) {
    int last = 0;
    for (Artifact artifact : artifacts) {
      last = artifact.name().equals(name) ? Math.max(last, artifact.version()) : last;
    }
    return last + 1;
  }
}

package org.smartrouting.loadtests.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was run, so that the run can be repeated. Immutable.
 *
 * @param command words of the command line
 * @param trace file of the trace
 * @param fleet file of the fleet
 * @param seed seed of all that is drawn
 * @param timeScale wall time x timeScale = trace time; 0 for as fast as accepted
 * @param policy name of the policy of the pool
 * @param target what the tasks were given to, such as {@code engine} or {@code server}
 * @param commit version of the code; null when it was not told
 * @param machine machine it ran on; null when it was not told
 */
public record RunFacts(
    List<String> command,
    String trace,
    String fleet,
    long seed,
    double timeScale,
    String policy,
    String target,
    @Nullable String commit,
    @Nullable String machine) {
  /** Copies the list. */
  public RunFacts {
    command = List.copyOf(command);
  }
}

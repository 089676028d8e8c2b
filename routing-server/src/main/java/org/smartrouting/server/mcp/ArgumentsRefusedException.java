package org.smartrouting.server.mcp;

import java.io.Serial;
import java.util.List;
import java.util.function.UnaryOperator;

/** The arguments of a tool are not those that it takes; nothing was called. */
final class ArgumentsRefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  /** Says what is wrong: at least one problem. */
  ArgumentsRefusedException(List<Problem> problems) {
    super(problems.get(0).field() + " " + problems.get(0).description());
    this.problems = List.copyOf(problems);
  }

  /** The same with other names of the arguments. */
  ArgumentsRefusedException renamed(UnaryOperator<String> names) {
    return new ArgumentsRefusedException(
        problems.stream()
            .map(problem -> new Problem(names.apply(problem.field()), problem.description()))
            .toList());
  }

  List<Problem> problems() {
    return problems;
  }
}

package org.smartrouting.server.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options about what is printed, and the printing. */
final class Output {
  @Option(names = "--json", description = "Print JSON, one object a line.")
  private boolean json;

  @Spec(Target.MIXEE)
  private CommandSpec command;

  /** Whether programs read the output. */
  boolean isJson() {
    return json;
  }

  /** Prints a message as one line of JSON. */
  void json(Message message) {
    try {
      line(JsonFormat.printer().omittingInsignificantWhitespace().print(message));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the answer holds a type that is not known here", e);
    }
  }

  /** Prints a message as JSON, on many lines unless programs read the output. */
  void document(Message message) {
    if (json) {
      json(message);
      return;
    }
    try {
      line(JsonFormat.printer().preservingProtoFieldNames().print(message));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the answer holds a type that is not known here", e);
    }
  }

  /** Prints one line. */
  void line(String text) {
    PrintWriter out = command.commandLine().getOut();
    out.println(text);
    out.flush();
  }

  /**
   * Prints rows below each other; the last column is not padded.
   *
   * @param rows rows of equal length, the first with the names of the columns
   */
  void table(List<List<String>> rows) {
    List<Integer> widths =
        IntStream.range(0, rows.get(0).size())
            .mapToObj(i -> rows.stream().mapToInt(row -> visible(row.get(i)).length()).max())
            .map(width -> width.orElse(0))
            .toList();
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        String cell = visible(row.get(i));
        boolean isLast = i == row.size() - 1;
        cells.add(isLast ? cell : cell + " ".repeat(widths.get(i) - cell.length()));
      }
      line(String.join("  ", cells).stripTrailing());
    }
  }

  /** Prints names and values, leaving out empty values. */
  void properties(List<List<String>> rows) {
    table(rows.stream().filter(row -> !row.get(1).isEmpty()).toList());
  }

  // What others wrote must not move the cursor of a terminal.
  private static String visible(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}

package org.smartrouting.loadtests.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of text below each other: the first column begins, the others end in line. */
final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();

  /** Makes a table with the names of its columns. */
  TextTable(List<String> header) {
    rows.add(header);
  }

  /** Adds a row with as many cells as the header has. */
  void row(List<String> cells) {
    rows.add(cells);
  }

  void print(PrintWriter out) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String gap = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? row.get(i) + gap : "  " + gap + row.get(i));
      }
      out.println(line.toString().stripTrailing());
    }
    out.flush();
  }
}

package org.smartrouting.loadtests.report;

import java.nio.file.Path;
import java.util.List;

/** What reports are called where several are shown: their files without folder and ending. */
final class ReportNames {
  private ReportNames() {}

  static List<String> of(List<Path> files) {
    return files.stream()
        .map(file -> String.valueOf(file.getFileName()).replaceFirst("\\.json$", ""))
        .toList();
  }
}

package org.smartrouting.loadtests.trace;

import java.io.IOException;
import java.nio.file.Path;

/** A file is not in the format it should be in; the message names the file, line and column. */
public final class MalformedFileException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * Says what is wrong where.
   *
   * @param file the file
   * @param line number of the line, from 1
   * @param column what is wrong within the line: number and name of a column, or a part of a line
   * @param problem what is wrong
   */
  MalformedFileException(Path file, long line, String column, String problem) {
    super(file + ", line " + line + ", " + column + ": " + problem);
  }
}

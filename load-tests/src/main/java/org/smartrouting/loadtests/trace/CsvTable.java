package org.smartrouting.loadtests.trace;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A CSV file with a header, read row by row. Not thread-safe. */
final class CsvTable implements Closeable {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setIgnoreSurroundingSpaces(true).get();

  private final Path file;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final Map<String, Integer> places = new LinkedHashMap<>();

  private CsvTable(Path file, Reader reader) throws IOException {
    this.file = file;
    this.parser = FORMAT.parse(reader);
    this.records = parser.iterator();
  }

  /**
   * Opens a file and reads its header.
   *
   * @param required columns that must be there
   * @param optional other columns that may be there
   * @throws MalformedFileException if the header has other columns or lacks one
   */
  static CsvTable open(Path file, List<String> required, List<String> optional) throws IOException {
    Reader reader = Files.newBufferedReader(file);
    try {
      CsvTable table = new CsvTable(file, reader);
      table.readHeader(required, optional);
      return table;
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** The next row, or null after the last. */
  @Nullable CsvRow next() throws IOException {
    CSVRecord fields = nextRecord();
    if (fields == null) {
      return null;
    }
    if (fields.size() != places.size()) {
      int place = Math.min(fields.size(), places.size()) + 1;
      throw new MalformedFileException(
          file,
          line(),
          "column " + place,
          "the row has " + fields.size() + " columns, the header has " + places.size());
    }
    return new CsvRow(file, line(), places, fields);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  private void readHeader(List<String> required, List<String> optional) throws IOException {
    CSVRecord header = nextRecord();
    if (header == null) {
      throw new MalformedFileException(file, 1, "column 1", "there is no header");
    }
    for (int i = 0; i < header.size(); i++) {
      // A byte order mark is not part of a name.
      String name = i == 0 ? header.get(0).replace("\uFEFF", "") : header.get(i);
      String column = "column " + (i + 1) + " (" + name + ")";
      if (!required.contains(name) && !optional.contains(name)) {
        throw new MalformedFileException(file, line(), column, "there is no such column");
      }
      if (places.put(name, i) != null) {
        throw new MalformedFileException(file, line(), column, "the column is there twice");
      }
    }
    for (String name : required) {
      if (!places.containsKey(name)) {
        throw new MalformedFileException(file, line(), "column " + name, "the column is missing");
      }
    }
  }

  private @Nullable CSVRecord nextRecord() throws IOException {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (UncheckedIOException e) {
      throw new MalformedFileException(file, line(), "row", problem(e));
    }
  }

  private long line() {
    return parser.getCurrentLineNumber();
  }

  private static String problem(UncheckedIOException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }
}

package org.smartrouting.loadtests.trace;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.csv.CSVRecord;

/** A row of a CSV file; what is wrong with a field is said with its place. */
final class CsvRow {
  private static final double MAX_SECONDS = 1e9;

  private final Path file;
  private final long line;
  private final Map<String, Integer> places;
  private final CSVRecord fields;

  CsvRow(Path file, long line, Map<String, Integer> places, CSVRecord fields) {
    this.file = file;
    this.line = line;
    this.places = places;
    this.fields = fields;
  }

  /** The text of a field; empty when it is blank or the file has no such column. */
  String text(String column) {
    Integer place = places.get(column);
    return place == null ? "" : fields.get(place);
  }

  /** The text of a field, or something else when it is blank. */
  String text(String column, String otherwise) {
    String text = text(column);
    return text.isEmpty() ? otherwise : text;
  }

  /** Seconds as microseconds, 0 to about 30 years. */
  long micros(String column) throws MalformedFileException {
    return Decimals.micros(number(column, 0, MAX_SECONDS));
  }

  /** Seconds as microseconds, or something else when the field is blank. */
  long micros(String column, long otherwise) throws MalformedFileException {
    return text(column).isEmpty() ? otherwise : micros(column);
  }

  /** A number, or something else when the field is blank. */
  double number(String column, double otherwise, double least, double most)
      throws MalformedFileException {
    return text(column).isEmpty() ? otherwise : number(column, least, most);
  }

  /** A whole number, or something else when the field is blank. */
  int whole(String column, int otherwise, int least, int most) throws MalformedFileException {
    double value = number(column, otherwise, least, most);
    if (value != Math.rint(value)) {
      throw wrong(column, "must be a whole number, not " + text(column));
    }
    return (int) value;
  }

  /** A field that something else reads, which throws IllegalArgumentException about it. */
  <T> T read(String column, Function<String, T> reader) throws MalformedFileException {
    try {
      return reader.apply(text(column));
    } catch (IllegalArgumentException e) {
      throw wrong(column, String.valueOf(e.getMessage()));
    }
  }

  /** Says what is wrong with a field. */
  MalformedFileException wrong(String column, String problem) {
    Integer place = places.get(column);
    String where = place == null ? "" : (place + 1) + " ";
    return new MalformedFileException(file, line, "column " + where + "(" + column + ")", problem);
  }

  private double number(String column, double least, double most) throws MalformedFileException {
    String text = text(column);
    if (text.isEmpty()) {
      throw wrong(column, "must not be blank");
    }
    double value;
    try {
      value = new BigDecimal(text).doubleValue();
    } catch (NumberFormatException e) {
      throw wrong(column, "must be a number, not " + text);
    }
    if (!(value >= least && value <= most)) {
      throw wrong(
          column, "must be " + Decimals.text(least) + ".." + Decimals.text(most) + ", not " + text);
    }
    return value;
  }
}

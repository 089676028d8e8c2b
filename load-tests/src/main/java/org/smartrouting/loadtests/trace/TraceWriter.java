package org.smartrouting.loadtests.trace;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes a trace that {@link TraceReader} reads, task by task. Not thread-safe. */
public final class TraceWriter implements Closeable {
  private final CSVPrinter printer;

  private TraceWriter(CSVPrinter printer) {
    this.printer = printer;
  }

  /** Makes the file, or a new one in its place, and writes the header. */
  public static TraceWriter create(Path file) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
    TraceWriter writer = new TraceWriter(format.print(Files.newBufferedWriter(file)));
    writer.printer.printRecord(
        TraceReader.ARRIVAL,
        TraceReader.TYPE,
        TraceReader.SKILLS,
        TraceReader.PRIORITY,
        TraceReader.SERVICE,
        TraceReader.TENANT,
        TraceReader.DEADLINE,
        TraceReader.PAYLOAD);
    return writer;
  }

  /** Writes one task; tasks must come in the order of their arrivals. */
  public void write(TraceTask task) throws IOException {
    printer.printRecord(
        Decimals.seconds(task.arrivalMicros()),
        task.taskType(),
        task.skills().text(),
        task.priority(),
        Decimals.seconds(task.serviceMicros()),
        task.tenant(),
        task.hasDeadline() ? Decimals.seconds(task.deadlineMicros()) : "",
        task.payloadBytes());
  }

  @Override
  public void close() throws IOException {
    printer.close();
  }
}

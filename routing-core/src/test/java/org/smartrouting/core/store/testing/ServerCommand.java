package org.smartrouting.core.store.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Command lines of a database server and how they are run. */
final class ServerCommand {
  /** Standard input that is at its end. */
  static final Path NO_INPUT = Path.of("/dev/null");

  private static final int LOG_TAIL_LINES = 15;

  private ServerCommand() {}

  /** What initialisation and start have in common. */
  static List<String> base(ServerDistribution distribution, Path home, Path dataDirectory) {
    List<String> common =
        List.of(
            distribution.program(home).toString(),
            "--no-defaults",
            "--basedir=" + home,
            "--datadir=" + dataDirectory,
            "--performance-schema=OFF");
    // The servers refuse to run as root unless told that it is meant.
    boolean root = "root".equals(System.getProperty("user.name"));
    return join(
        join(common, distribution.options(home)), root ? List.of("--user=root") : List.of());
  }

  /**
   * A server on the loopback address whose commits survive its death.
   *
   * @param base from {@link #base}
   * @param pidFile in the run directory, by which {@link RunDirectory} finds a server left behind
   */
  static List<String> serve(List<String> base, int port, Path pidFile, List<String> extraOptions) {
    List<String> own =
        List.of(
            "--port=" + port,
            "--bind-address=127.0.0.1",
            // Relative to the data directory, so the path never exceeds the limit of about 100
            // bytes.
            "--socket=server.sock",
            "--pid-file=" + pidFile,
            "--skip-log-bin",
            "--skip-name-resolve",
            "--innodb-flush-log-at-trx-commit=1",
            "--character-set-server=utf8mb4",
            "--max-connections=300");
    return join(join(base, own), extraOptions);
  }

  /** Runs a command to its end. */
  static void run(List<String> command, Path input, Path log) throws IOException {
    Process process = start(command, input, log);
    int status = await(process);
    if (status != 0) {
      throw new IOException(command.get(0) + " ended with " + status + ": " + tail(log));
    }
  }

  /** Starts a command; the log file is overwritten. */
  static Process start(List<String> command, Path input, Path log) throws IOException {
    return new ProcessBuilder(command)
        .redirectInput(input.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Waits for the end of a process; an interrupt kills it. */
  static int await(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The last lines of a log, for error messages. */
  static String tail(Path log) {
    try (Stream<String> lines = Files.lines(log)) {
      List<String> all = lines.toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - LOG_TAIL_LINES), all.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> join(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  static void makeExecutable(Path program) throws IOException {
    File file = program.toFile();
    if (!file.setExecutable(true)) {
      throw new IOException("cannot make executable: " + program);
    }
  }
}

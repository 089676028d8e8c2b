package org.smartrouting.loadtests.drill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server in a process of its own, on a port that it keeps over restarts. Not thread-safe. */
final class ServerProcess implements AutoCloseable {
  private final Path jar;
  private final List<String> options;
  private final Path log;
  private final int port;
  private @Nullable Process process;

  /**
   * Will run a server.
   *
   * @param jar the server's jar
   * @param options options of {@code serve} besides the port
   * @param log file to which its output is added
   */
  ServerProcess(Path jar, List<String> options, Path log) throws IOException {
    this.jar = jar;
    this.options = List.copyOf(options);
    this.log = log;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = probe.getLocalPort();
    }
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  void start() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-jar",
                jar.toString(),
                "serve",
                "--set",
                "admin.enabled=false",
                "--port",
                Integer.toString(port)));
    command.addAll(options);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  /** Kills it as {@code kill -9} does and waits until it is gone. */
  void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      if (!running.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("server " + running.pid() + " cannot be killed");
      }
    }
  }

  /** Asks it to stop, as SIGTERM does, and waits; returns its exit status. */
  int stop() throws InterruptedException {
    Process running = process;
    if (running == null) {
      return 0;
    }
    running.destroy();
    if (!running.waitFor(60, TimeUnit.SECONDS)) {
      kill();
      return -1;
    }
    return running.exitValue();
  }

  @Override
  public void close() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
  }
}

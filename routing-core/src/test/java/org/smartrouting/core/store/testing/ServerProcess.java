package org.smartrouting.core.store.testing;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A MariaDB or MySQL server as a child process, bound to 127.0.0.1. Threadsafe.
 *
 * <p>Not running until {@link #start}; may be killed and started again on the same data and port.
 */
final class ServerProcess {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 10;

  /**
   * Below the range from which systems take ports for outgoing connections: a client that retries
   * against a killed server can otherwise be given the server's port, and even connect to itself.
   */
  private static final int LOWEST_PORT = 15_000;

  private static final int HIGHEST_PORT = 30_000;

  private final List<String> command;
  private final Path log;
  private final int port;

  @GuardedBy("this")
  private Process process;

  private ServerProcess(List<String> command, Path log, int port, Process process) {
    this.command = command;
    this.log = log;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts a server and waits until it accepts connections.
   *
   * @param dataDirectory where the data is; filled first if it does not exist
   * @param log file for the server's output, overwritten at every start
   * @param port a port, or 0 for a free one
   * @param extraOptions options for the server such as {@code --innodb-buffer-pool-size=1G}
   * @throws IllegalStateException if it does not come up
   */
  static ServerProcess start(
      ServerDistribution distribution,
      Path dataDirectory,
      Path log,
      int port,
      List<String> extraOptions) {
    try {
      ServerHome home = ServerHome.of(distribution);
      if (!Files.isDirectory(dataDirectory)) {
        home.createData(dataDirectory);
      }
      int chosen = port == 0 ? freePort() : port;
      List<String> base = ServerCommand.base(distribution, home.path(), dataDirectory);
      Path pidFile = log.resolveSibling("server.pid");
      List<String> command = ServerCommand.serve(base, chosen, pidFile, extraOptions);
      return new ServerProcess(command, log, chosen, startAndAwaitReady(command, log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  synchronized OptionalLong pid() {
    return process.isAlive() ? OptionalLong.of(process.pid()) : OptionalLong.empty();
  }

  /** Sends SIGKILL and waits until the process is gone. */
  synchronized void kill() {
    process.destroyForcibly();
    ServerCommand.await(process);
  }

  /** Sends SIGTERM and waits until the server has shut down in order. */
  synchronized void stop() {
    process.destroy();
    ServerCommand.await(process);
  }

  /** Kills the server if it runs and starts it on the same data and port. */
  synchronized void restart() {
    kill();
    try {
      process = startAndAwaitReady(command, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the process ends for any reason. */
  int awaitEnd() {
    Process current;
    synchronized (this) {
      current = process;
    }
    return ServerCommand.await(current);
  }

  private static Process startAndAwaitReady(List<String> command, Path log) throws IOException {
    Process process = ServerCommand.start(command, ServerCommand.NO_INPUT, log);
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    try {
      while (!Files.readString(log).contains(": ready for connections")) {
        if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("server ended: " + ServerCommand.tail(log));
        }
        if (System.nanoTime() - deadline > 0) {
          throw new IllegalStateException("server not ready: " + ServerCommand.tail(log));
        }
      }
      return process;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (IOException | IllegalStateException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static int freePort() throws IOException {
    for (int attempt = 0; attempt < 100; attempt++) {
      int candidate = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), candidate));
        return candidate;
      } catch (BindException e) {
        // Taken; try another.
      }
    }
    throw new IOException("no free port between " + LOWEST_PORT + " and " + HIGHEST_PORT);
  }
}

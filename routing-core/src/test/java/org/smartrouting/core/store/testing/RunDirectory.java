package org.smartrouting.core.store.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The temporary directory of one started database.
 *
 * <p>Its name carries the owning JVM ({@code run-<pid>-<start millis>-<random>}), so that
 * directories and servers of JVMs that were killed can be recognised and removed without a watchdog
 * process.
 *
 * @param path an existing directory
 */
record RunDirectory(Path path) {

  /** Removes what dead JVMs left behind and makes a new directory. */
  static RunDirectory create() {
    try {
      Path root = root();
      removeLeftovers(root);
      ProcessHandle self = ProcessHandle.current();
      String name = "run-" + self.pid() + "-" + startMillis(self) + "-" + UUID.randomUUID();
      return new RunDirectory(Files.createDirectory(root.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The directory under which everything of this user lives, created if needed.
   *
   * @throws IOException if it belongs to somebody else, who could then plant a binary for us to run
   */
  static Path root() throws IOException {
    String user = System.getProperty("user.name", "unknown");
    Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    Path root = temporary.resolve("smart-routing-databases-" + user);
    if (!Files.isDirectory(root)) {
      var onlyOwner = PosixFilePermissions.fromString("rwx------");
      try {
        Files.createDirectory(root, PosixFilePermissions.asFileAttribute(onlyOwner));
      } catch (FileAlreadyExistsException e) {
        // Another JVM was faster; the owner is checked below.
      }
    }
    if (!Files.getOwner(root).getName().equals(user)) {
      throw new IOException(root + " does not belong to " + user);
    }
    return root;
  }

  /** Makes a new directory inside this one. */
  RunDirectory child(String name) {
    try {
      return new RunDirectory(Files.createDirectory(path.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** False after {@link #delete}. */
  boolean exists() {
    return Files.isDirectory(path);
  }

  /** Removes the directory and all it holds; files that vanish meanwhile are fine. */
  void delete() {
    try {
      delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  static void removeLeftovers(Path root) throws IOException {
    List<Path> leftovers;
    try (Stream<Path> children = Files.list(root)) {
      leftovers = children.filter(RunDirectory::ownerIsGone).toList();
    }
    for (Path leftover : leftovers) {
      ProcessHandle.allProcesses()
          .filter(process -> serves(process, leftover))
          .forEach(RunDirectory::killAndAwait);
      delete(leftover);
    }
  }

  private static void killAndAwait(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  private static boolean serves(ProcessHandle process, Path directory) {
    return process.info().commandLine().filter(line -> line.contains(directory + "/")).isPresent();
  }

  private static boolean ownerIsGone(Path directory) {
    String[] parts = directory.getFileName().toString().split("-", 4);
    if (parts.length != 4 || !parts[0].equals("run")) {
      return false;
    }
    Optional<ProcessHandle> owner = ProcessHandle.of(Long.parseLong(parts[1]));
    return owner.filter(ProcessHandle::isAlive).map(RunDirectory::startMillis).stream()
        .noneMatch(millis -> millis == Long.parseLong(parts[2]));
  }

  private static long startMillis(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}

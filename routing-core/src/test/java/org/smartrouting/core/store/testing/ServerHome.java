package org.smartrouting.core.store.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The unpacked files of one server version and an initialised data directory to copy from, kept
 * between JVMs in the temporary directory.
 *
 * <p>It is prepared in a private directory and moved into place at once, so JVMs that start
 * together need no lock: the slower one throws its copy away.
 */
record ServerHome(ServerDistribution distribution, Path path) {

  /** Unpacks on first use. */
  static synchronized ServerHome of(ServerDistribution distribution) throws IOException {
    Path home = RunDirectory.root().resolve(distribution.version());
    if (!Files.isDirectory(home)) {
      RunDirectory preparation = RunDirectory.create();
      Path prepared = preparation.child(distribution.version()).path();
      distribution.unpack(prepared);
      moveInto(home, prepared);
      preparation.delete();
    }
    return new ServerHome(distribution, home);
  }

  /** Tells whether the packaged program is for this machine. */
  static Availability platformFits(ServerDistribution distribution) {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!platform.toLowerCase(Locale.ROOT).equals("linux amd64")) {
      return new Availability.Unavailable(
          distribution.version() + " is packaged for Linux amd64, this is " + platform);
    }
    return new Availability.Available();
  }

  /** Tells whether the program with its native libraries runs here, by running it. */
  static Availability runs(ServerDistribution distribution) {
    if (platformFits(distribution) instanceof Availability.Unavailable unavailable) {
      return unavailable;
    }
    RunDirectory directory = RunDirectory.create();
    try {
      Path program = distribution.program(of(distribution).path());
      List<String> command = List.of(program.toString(), "--version");
      ServerCommand.run(command, ServerCommand.NO_INPUT, directory.path().resolve("version.txt"));
      return new Availability.Available();
    } catch (IOException e) {
      return new Availability.Unavailable(
          distribution.version() + " does not run here, is a library missing? " + e.getMessage());
    } finally {
      directory.delete();
    }
  }

  /** Fills a data directory that does not exist yet. */
  void createData(Path dataDirectory) throws IOException {
    Path template = path.resolveSibling(distribution.version() + "-data");
    if (!Files.isDirectory(template)) {
      RunDirectory preparation = RunDirectory.create();
      Path prepared = preparation.child("data").path();
      distribution.initialize(
          path,
          ServerCommand.base(distribution, path, prepared),
          preparation.path().resolve("initialize.txt"));
      moveInto(template, prepared);
      preparation.delete();
    }
    copy(template, dataDirectory);
    // The server's own identity, which it makes anew when the file is missing.
    Files.deleteIfExists(dataDirectory.resolve("auto.cnf"));
  }

  private static void moveInto(Path place, Path prepared) throws IOException {
    try {
      Files.move(prepared, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
      // Another JVM was faster with the same content.
    }
  }

  private static void copy(Path source, Path target) throws IOException {
    try (Stream<Path> paths = Files.walk(source)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Files.copy(path, target.resolve(source.relativize(path).toString()));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}

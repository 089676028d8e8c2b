package org.smartrouting.core.store.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What one server product needs: its files, how a data directory is born, its own options. */
interface ServerDistribution {

  /** SQL, one statement a line, that makes the account the tests use. */
  String ACCOUNT_SQL =
      """
      CREATE USER 'router'@'%' IDENTIFIED BY 'router';
      GRANT ALL ON *.* TO 'router'@'%' WITH GRANT OPTION;
      """;

  /** Name of product and version, also the name of the directory that keeps the unpacked files. */
  String version();

  /** Path of the server program below {@code home}. */
  Path program(Path home);

  /** Options needed at initialisation and at every start. */
  List<String> options(Path home);

  /**
   * Copies the server's files from the class path into an empty directory.
   *
   * @throws IOException also if the artifact is not on the class path
   */
  void unpack(Path home) throws IOException;

  /**
   * Fills an empty data directory, with the account of {@link #ACCOUNT_SQL}.
   *
   * @param base a server command with data directory and {@link #options}
   * @param log file for the output
   */
  void initialize(Path home, List<String> base, Path log) throws IOException;
}

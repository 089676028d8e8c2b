package org.smartrouting.server.role;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The roles that are known: ten that come with the router, and those of a directory. Immutable. */
public final class Roles {
  /** The roles that come with the router. */
  public static final List<String> BUILT_IN =
      List.of(
          "analyst",
          "architect",
          "coder",
          "coordinator",
          "devops",
          "documenter",
          "generic",
          "researcher",
          "reviewer",
          "tester");

  private static final String SUFFIX = ".md";
  private static final long MOST_BYTES = 64 * 1024;

  private final Map<String, Role> byName = new TreeMap<>();

  private Roles() {}

  /**
   * Reads the roles.
   *
   * @param directory texts of more roles, or of other ones in the place of those that come with the
   *     router: {@code coder.md} replaces the coder; null for none
   * @throws MalformedRoleException if a text is not of the form, or cannot be read
   */
  public static Roles read(@Nullable Path directory) {
    Roles roles = new Roles();
    BUILT_IN.forEach(name -> roles.byName.put(name, builtIn(name)));
    if (directory != null) {
      files(directory).forEach(roles::replace);
    }
    return roles;
  }

  /** All roles by their names. */
  public List<Role> all() {
    return List.copyOf(byName.values());
  }

  /** The role of a name. */
  public Optional<Role> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  private void replace(Path file) {
    String fileName = String.valueOf(file.getFileName());
    String name = fileName.substring(0, fileName.length() - SUFFIX.length());
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new MalformedRoleException(file + ": a role has at most " + MOST_BYTES + " bytes");
      }
      byName.put(name, RoleText.parse(name, file.toString(), Files.readString(file)));
    } catch (IOException e) {
      throw new MalformedRoleException(file + " cannot be read: " + e.getMessage());
    }
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> all = Files.list(directory)) {
      return new ArrayList<>(
          all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList());
    } catch (IOException | UncheckedIOException e) {
      throw new MalformedRoleException(directory + " is no directory that can be read");
    }
  }

  private static Role builtIn(String name) {
    String resource = "/roles/" + name + SUFFIX;
    try (InputStream text = Roles.class.getResourceAsStream(resource)) {
      if (text == null) {
        throw new IllegalStateException(resource + " is not in the program");
      }
      String content = new String(text.readAllBytes(), StandardCharsets.UTF_8);
      return RoleText.parse(name, resource, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

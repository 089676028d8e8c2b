package org.smartrouting.server.role;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text of a role: a title after {@code #}, a sentence that says what it is there for, and the
 * sections {@code ## How to work}, {@code ## Hand over} and {@code ## Done when}, in any order,
 * each a list of lines that begin with a dash. Lines that are indented continue the one before.
 */
final class RoleText {
  private static final String APPROACH = "How to work";
  private static final String HANDOVER = "Hand over";
  private static final String CRITERIA = "Done when";

  private final String source;
  private final Map<String, List<String>> sections = new LinkedHashMap<>();
  private String title = "";
  private String summary = "";
  private String section = "";

  private RoleText(String source) {
    this.source = source;
    List.of(APPROACH, HANDOVER, CRITERIA).forEach(name -> sections.put(name, new ArrayList<>()));
  }

  /**
   * Reads a role.
   *
   * @param name name of the role
   * @param source what errors call the text
   * @param text the text
   * @throws MalformedRoleException if it is not of that form
   */
  static Role parse(String name, String source, String text) {
    RoleText reader = new RoleText(source);
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      reader.line(i + 1, lines.get(i).stripTrailing());
    }
    return reader.role(name, lines.size());
  }

  private void line(int number, String line) {
    if (line.startsWith("## ")) {
      section = line.substring(3).strip();
      require(sections.containsKey(section), number, "a section must be one of " + names());
    } else if (line.startsWith("# ")) {
      require(title.isEmpty(), number, "there is one title");
      title = line.substring(2).strip();
    } else if (!line.isBlank()) {
      content(number, line);
    }
  }

  private void content(int number, String line) {
    List<String> items = sections.get(section);
    if (items == null) {
      require(!title.isEmpty(), number, "the first line must be a title after #");
      summary = (summary + " " + line.strip()).strip();
    } else if (line.startsWith("- ")) {
      items.add(line.substring(2).strip());
    } else {
      require(line.startsWith(" ") && !items.isEmpty(), number, "an item must begin with a dash");
      items.add(items.remove(items.size() - 1) + " " + line.strip());
    }
  }

  private Role role(String name, int last) {
    require(!title.isEmpty(), last, "there must be a title after #");
    require(!summary.isEmpty(), last, "there must be a sentence below the title");
    sections.forEach(
        (section, items) -> require(!items.isEmpty(), last, "'" + section + "' has no item"));
    return new Role(name, title, summary, items(APPROACH), items(HANDOVER), items(CRITERIA));
  }

  private List<String> items(String name) {
    return sections.getOrDefault(name, List.of());
  }

  private String names() {
    return String.join(", ", sections.keySet());
  }

  private void require(boolean holds, int line, String rule) {
    if (!holds) {
      throw new MalformedRoleException(source + ", line " + line + ": " + rule);
    }
  }
}

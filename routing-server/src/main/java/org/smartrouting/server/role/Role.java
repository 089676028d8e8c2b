package org.smartrouting.server.role;

import java.util.List;

/**
 * What somebody in a role is told.
 *
 * @param name name of the role, such as {@code coder}
 * @param title name for people
 * @param summary what the role is there for, in a sentence
 * @param approach how to work, one rule each
 * @param handover what to hand over
 * @param criteria when the work is done, each to be answered with yes or no
 */
public record Role(
    String name,
    String title,
    String summary,
    List<String> approach,
    List<String> handover,
    List<String> criteria) {
  /** Copies the lists. */
  public Role {
    approach = List.copyOf(approach);
    handover = List.copyOf(handover);
    criteria = List.copyOf(criteria);
  }

  /** All of it as one text in Markdown, to be given to who takes the role. */
  public String instructions() {
    return "You are the "
        + title.toLowerCase(java.util.Locale.ROOT)
        + ". "
        + summary
        + "\n\nHow to work:\n"
        + bullets(approach)
        + "\nHand over:\n"
        + bullets(handover)
        + "\nDone when:\n"
        + bullets(criteria);
  }

  private static String bullets(List<String> items) {
    StringBuilder text = new StringBuilder();
    items.forEach(item -> text.append("- ").append(item).append('\n'));
    return text.toString();
  }
}

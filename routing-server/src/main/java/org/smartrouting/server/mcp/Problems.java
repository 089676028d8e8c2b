package org.smartrouting.server.mcp;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with arguments, as it is found. Nobody reads more than some of it, so the search
 * ends there. Not safe for use by several threads.
 */
final class Problems {
  private static final int MOST = 50;

  private final List<Problem> found = new ArrayList<>();

  /**
   * Notes something.
   *
   * @throws ArgumentsRefusedException if that is enough
   */
  void add(String field, String description) {
    found.add(new Problem(field, description));
    if (found.size() >= MOST) {
      throw new ArgumentsRefusedException(found);
    }
  }

  /**
   * Ends the search.
   *
   * @throws ArgumentsRefusedException if anything was found
   */
  void refuseIfAny() {
    if (!found.isEmpty()) {
      throw new ArgumentsRefusedException(found);
    }
  }
}

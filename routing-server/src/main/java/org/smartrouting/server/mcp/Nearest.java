package org.smartrouting.server.mcp;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody may have meant. */
final class Nearest {
  private static final int LONGEST = 64;

  private Nearest() {}

  /** The known name with the fewest changed letters; empty when all are quite different. */
  static Optional<String> of(String name, Collection<String> known) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    int most = Math.min(name.length() - 1, Math.max(2, name.length() / 3));
    return known.stream()
        .filter(candidate -> distance(name, candidate) <= most)
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
  }

  /** What to say of an unknown name. */
  static String advice(String name, Collection<String> known) {
    return of(name, known)
        .map(nearest -> "did you mean " + nearest + "?")
        .orElseGet(
            () -> known.isEmpty() ? "there are none" : "known are " + String.join(", ", known));
  }

  // Levenshtein's distance, by rows; names are short.
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}

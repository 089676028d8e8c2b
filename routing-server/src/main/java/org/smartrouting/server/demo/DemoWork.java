package org.smartrouting.server.demo;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.smartrouting.orchestration.v1.TaskOutcome;

/** Does the tasks of the small project, from what their titles say and others have found. */
final class DemoWork {
  private static final Pattern RANGE = Pattern.compile("Count from (\\d+) to (\\d+)");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private DemoWork() {}

  /** What comes of a task. */
  static String of(String title, List<TaskOutcome> before) {
    Matcher range = RANGE.matcher(title);
    if (range.matches()) {
      int from = Integer.parseInt(range.group(1));
      int to = Integer.parseInt(range.group(2));
      long primes = IntStream.range(from, to).filter(DemoWork::isPrime).count();
      return primes + " primes";
    }
    return switch (title) {
      case "Add the counts" -> before.stream().mapToLong(DemoWork::number).sum() + " in all";
      case "Check the sum" -> check(number(before.get(0)));
      default ->
          String.format(Locale.ROOT, "There are %,d primes below 30,000.", number(before.get(0)));
    };
  }

  /** Against the estimate n / (ln n - 1), which is off by less than two percent there. */
  private static String check(long sum) {
    double expected = 30_000 / (Math.log(30_000) - 1);
    boolean plausible = Math.abs(sum - expected) < 0.02 * expected;
    return plausible
        ? "plausible: n / (ln n - 1) is " + Math.round(expected)
        : "not plausible: n / (ln n - 1) is " + Math.round(expected);
  }

  private static long number(TaskOutcome outcome) {
    Matcher number = NUMBER.matcher(outcome.getSummary());
    if (!number.find()) {
      throw new IllegalStateException("no number came of " + outcome.getTitle());
    }
    return Long.parseLong(number.group());
  }

  private static boolean isPrime(int number) {
    return number > 1
        && IntStream.rangeClosed(2, (int) Math.sqrt(number)).allMatch(each -> number % each != 0);
  }
}

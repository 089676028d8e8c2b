package org.smartrouting.core.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.engine.RouteCommand.Rejected;
import org.smartrouting.core.pool.AssignmentMode;
import org.smartrouting.core.queue.WorkAhead;
import org.smartrouting.core.score.BatchSize;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.score.Decision;
import org.smartrouting.core.score.ScoreTerm;
import org.smartrouting.core.task.Affinity;
import org.smartrouting.core.task.LabelConstraint;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskState;

/** Explanations in plain words. */
final class Sentences {
  /** Of a task that was demoted. */
  static final String LATE = " Its deadline has passed, so it waits like bulk.";

  private static final int MAX_REASONS = 3;

  private Sentences() {}

  /** Who would get a task that does not exist. */
  static String wouldGo(
      String title, List<Candidate> ranked, List<Rejected> rejected, AssignmentMode mode) {
    if (ranked.isEmpty()) {
      return "'" + title + "' would wait: " + nobody(rejected) + ".";
    }
    return "'" + title + "' would go to " + because(ranked, mode) + ".";
  }

  /** Why a task waits. */
  static String waits(
      String title,
      List<Candidate> ranked,
      List<Rejected> rejected,
      Place place,
      StepInForce step,
      long nowMicros) {
    String reason = ranked.isEmpty() ? nobody(rejected) : "it is about to be handed out";
    return "'"
        + title
        + "' waits: "
        + reason
        + "; "
        + inWords(place)
        + inWords(step, nowMicros)
        + ".";
  }

  /** Who is kept away by a reservation, and why. */
  static String keptFor(Reservation kept) {
    return kept.hasEnd()
        ? "it waits for " + kept.specialistId()
        : "it is for " + kept.specialistId() + " alone";
  }

  /** For whom a task waits, and how long; empty for nobody. */
  static String inWords(Reservation kept, long nowMicros) {
    if (!kept.isPresent()) {
      return "";
    }
    if (!kept.hasEnd()) {
      return " By its affinity only " + kept.specialistId() + " may take it.";
    }
    return String.format(
        Locale.ROOT,
        " By its affinity it waits for %s until %s, for %.1f s more, before others may take it.",
        kept.specialistId(),
        Instant.EPOCH.plus(kept.untilMicros(), ChronoUnit.MICROS),
        Math.max(0, kept.untilMicros() - nowMicros) / 1e6);
  }

  /** That a slot is cleared for a task, as a sentence after another; empty when none is. */
  static String inWords(@Nullable Clearing clearing) {
    return clearing == null || !clearing.isGoingOn()
        ? ""
        : " A slot of "
            + clearing.holder().id()
            + " is being cleared for it: task "
            + clearing.victim()
            + " has to make way.";
  }

  /** Why a task of a caller waits that is not there. */
  static String waitsForCaller(String title) {
    return "'" + title + "' waits: its caller has to ask for it again.";
  }

  /** That a task is collected with others. */
  static String waitsForOthers(String title, int others, double seconds) {
    return String.format(
        Locale.ROOT,
        "'%s' waits: with %d others it is collected to be matched together, for %.3f s at most.",
        title,
        others,
        seconds);
  }

  /** What became of a task. */
  static String became(Task task) {
    String title = "'" + task.spec().title() + "'";
    Decision decision = task.status().decision();
    String reason = task.status().reason();
    String why = reason.isEmpty() ? "" : ": " + reason;
    Lease lease = task.status().lease();
    String state = task.state().name().toLowerCase(Locale.ROOT);
    if (task.state() == TaskState.PENDING && reason.isEmpty()) {
      return title + " is pending: " + pending(task) + ".";
    }
    if (decision == null) {
      return title + " is " + state + why + ".";
    }
    return title
        + " went to "
        + because(task.spec().affinity(), decision)
        + "; it is "
        + state
        + (lease != null && lease.isAhead() ? " ahead of a free slot" : "")
        + why
        + ".";
  }

  /** By how much a specialist is above the ceiling. */
  static String overload(LiveSpecialist live, long nowMicros) {
    return String.format(
        Locale.ROOT,
        "utilization %.2f, at or above %.2f",
        live.load().utilization(live.spec().slots(), nowMicros),
        live.pool().policy().balance().utilizationCeiling());
  }

  /** That a specialist has no free slot, and whether that is because it is new. */
  static String noSlot(LiveSpecialist live) {
    return live.openSlots() == live.spec().slots()
        ? "no free slot"
        : "no free slot until it has "
            + live.pool().policy().balance().slowStartResults()
            + " results";
  }

  static String inWords(LabelConstraint constraint) {
    String operator = constraint.operator().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return constraint.values().isEmpty()
        ? constraint.key() + " " + operator
        : constraint.key() + " " + operator + " " + String.join(", ", constraint.values());
  }

  private static String inWords(AssignmentMode mode) {
    return switch (mode) {
      case BEST_COST -> "whose expected cost was the least";
      case LONGEST_IDLE -> "who by longest idle was the first";
      case ROUND_ROBIN -> "whose turn it was by round robin";
      case WEIGHTED -> "who had the fewest tasks for its slots";
      case RANDOM -> "who was drawn at random";
      case LEAST_LOADED -> "who had the fewest tasks";
    };
  }

  private static String inWords(StepInForce step, long nowMicros) {
    if (step.number() == 0) {
      return "";
    }
    double left = Math.max(0, step.endMicros() - nowMicros) / 1e6;
    return String.format(
        Locale.ROOT,
        "; step %d of %d of its requirement holds for %.1f s more",
        step.number(),
        step.count(),
        left);
  }

  private static String inWords(Place place) {
    long ahead = place.ahead();
    String count =
        ahead == 0
            ? "it is the first of its kind in the queue"
            : (place.keys() > 1 ? "about " : "")
                + ahead
                + (ahead == 1 ? " task" : " tasks")
                + " with the same requirement "
                + (ahead == 1 ? "is" : "are")
                + " before it";
    if (place.keys() <= 1) {
      return count;
    }
    String whose =
        place.fairnessKey().isEmpty()
            ? "tasks without fairness key have "
            : "its fairness key " + place.fairnessKey() + " has ";
    String share = String.format(Locale.ROOT, "%.1f", place.sharePercent());
    return count + "; " + whose + share + " % of the shares of " + place.keys() + " waiting keys";
  }

  /** From what it follows how long a task will wait. */
  static String basis(WorkAhead ahead, long slots, double holdSeconds, long results, String type) {
    if (slots == 0) {
      return "nobody who could take it is there";
    }
    if (results == 0) {
      return "no task of type " + type + " has been done in this pool";
    }
    return String.format(
        Locale.ROOT,
        "%s could serve it, before it %s %.0f %s with %.1f s of work, one of type %s takes %.1f s"
            + " by the last %d",
        slots + (slots == 1 ? " slot" : " slots"),
        ahead.tasks() == 1 ? "is" : "are",
        ahead.tasks(),
        ahead.tasks() == 1 ? "task" : "tasks",
        ahead.seconds(),
        type,
        holdSeconds,
        results);
  }

  /** That a deadline was judged out of reach, as a sentence after another; empty otherwise. */
  static String outOfReach(double probability) {
    return Feasibility.isOutOfReach(probability)
        ? String.format(
            Locale.ROOT,
            " When it was submitted its deadline was out of reach: met with probability %.3f.",
            probability)
        : "";
  }

  /** How long a task will wait, as a sentence after another; empty when that is not known. */
  static String inWords(WaitEstimate expected) {
    return expected.isKnown() && expected.slots() > 0
        ? String.format(
            Locale.ROOT,
            " It is expected to wait %.1f s more: %s.",
            expected.waitSeconds(),
            expected.basis())
        : "";
  }

  private static String pending(Task task) {
    int open = task.status().openDependencies().size();
    return open == 0
        ? "its time has not come"
        : "it waits for " + open + (open == 1 ? " dependency" : " dependencies");
  }

  private static String because(Affinity affinity, Decision decision) {
    Candidate winner = decision.candidates().get(0);
    BatchSize batch = decision.batch();
    if (batch == null) {
      boolean alone = decision.candidates().size() == 1;
      return alone && winner.specialistId().equals(affinity.specialistId())
          ? winner.specialistId() + ", for whom it asked (cost " + credits(winner.cost()) + ")"
          : because(decision.candidates(), decision.mode());
    }
    return String.format(
        Locale.ROOT,
        "%s for %s credits, matched in a batch of %d tasks and %d free slots so that all together"
            + " cost the least",
        winner.specialistId(),
        credits(winner.cost()),
        batch.tasks(),
        batch.slots());
  }

  private static String because(List<Candidate> ranked, AssignmentMode mode) {
    Candidate winner = ranked.get(0);
    String cost = credits(winner.cost());
    if (ranked.size() == 1) {
      return winner.specialistId() + ", who alone was free and eligible (cost " + cost + ")";
    }
    Candidate next = ranked.get(1);
    if (mode != AssignmentMode.BEST_COST) {
      return winner.specialistId() + ", " + inWords(mode) + "; next was " + next.specialistId();
    }
    if (next.cost() < winner.cost()) {
      return winner.specialistId()
          + " for "
          + cost
          + " credits, although "
          + next.specialistId()
          + " would have cost "
          + credits(next.cost())
          + ": newcomers get a fixed share of the tasks";
    }
    return winner.specialistId()
        + ", whose expected cost of "
        + cost
        + " credits was the least; next was "
        + next.specialistId()
        + " with "
        + credits(next.cost())
        + difference(winner, next);
  }

  private static String difference(Candidate winner, Candidate next) {
    int most = -1;
    double saved = 0;
    for (int i = 0; i < winner.terms().size(); i++) {
      double gain = next.terms().get(i).credits() - winner.terms().get(i).credits();
      if (gain > saved) {
        saved = gain;
        most = i;
      }
    }
    if (most < 0) {
      return "";
    }
    ScoreTerm term = winner.terms().get(most);
    String name = term.kind().name().toLowerCase(Locale.ROOT);
    return ", mostly because of " + name + " (" + credits(saved) + " credits better)";
  }

  private static String nobody(List<Rejected> rejected) {
    if (rejected.isEmpty()) {
      return "the pool has no specialists";
    }
    List<String> reasons =
        rejected.stream()
            .sorted(Comparator.comparingInt(Rejected::count).reversed())
            .limit(MAX_REASONS)
            .map(Sentences::inWords)
            .toList();
    return "no specialist can take it now: " + String.join(", ", reasons);
  }

  /** That a fairness key has as many tasks in flight as it may. */
  static String keyLimit(LiveTask task) {
    String key = task.spec.fairnessKey();
    int limit = task.pool.policy().fairness().maxInFlight();
    String whose = key.isEmpty() ? "tasks without fairness key have" : "its key " + key + " has";
    return whose + " " + limit + " of " + limit + " in flight";
  }

  private static String inWords(Rejected rejected) {
    return switch (rejected.reason()) {
      case SKILL -> rejected.count() + " without " + rejected.detail();
      case AFFINITY -> rejected.count() + " others, but " + rejected.detail();
      case LABEL -> rejected.count() + " not with " + rejected.detail();
      case DRAINING, EJECTED, SILENT, NOT_CONNECTED, RETRY_ELSEWHERE ->
          rejected.count() + " " + rejected.detail();
      case KEY_LIMIT -> rejected.count() + " could, but " + rejected.detail();
      case OVERLOADED, NO_FREE_SLOT -> rejected.count() + " with " + rejected.detail();
    };
  }

  private static String credits(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}

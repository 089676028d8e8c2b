package org.smartrouting.core.queue;

/**
 * The lines of all queues by set of skills and share, with the urgency of the most urgent one: so a
 * search passes over all that is less urgent than what it has found without a look at it. Not
 * thread-safe.
 */
final class Heads<T extends Waiting> {
  /** For each pair the urgency of its first task and a line that has it. */
  private final PairTable<Line<T>> table = new PairTable<>();

  /** A line has come, or has another first task. */
  void put(SkillSet<T> set, Line<T> line) {
    int place = table.find(set.number(), line.share().number());
    Line<T> known = place == PairTable.ABSENT ? line : table.thing(place);
    LineHeap<T> heap = known.heap();
    if (heap == null && known != line) {
      heap = new LineHeap<>();
      heap.put(known);
    }
    if (heap == null) {
      table.put(set.number(), line.share().number(), line.urgency(), line);
    } else {
      heap.put(line);
      table.put(set.number(), line.share().number(), heap.urgency(), heap.top());
    }
  }

  /** A line is no more. */
  void remove(SkillSet<T> set, Line<T> line) {
    LineHeap<T> heap = line.heap();
    if (heap == null) {
      table.remove(set.number(), line.share().number());
      return;
    }
    heap.remove(line);
    table.put(set.number(), line.share().number(), heap.urgency(), heap.top());
    if (heap.size() == 1) {
      heap.top().placed(null, 0);
    }
  }

  /** Looks at the lines of a share in these sets, as far as they can be the choice. */
  void search(SetList sets, Share share, Choice<T> choice) {
    int least = -1;
    long urgency = Long.MAX_VALUE;
    for (int i = 0; i < sets.size(); i++) {
      int place = table.find(sets.number(i), share.number());
      sets.head(i, place);
      if (place != PairTable.ABSENT && (least < 0 || table.number(place) < urgency)) {
        least = i;
        urgency = table.number(place);
      }
    }
    if (least < 0) {
      return;
    }
    // What is found where the most urgent one is makes most of the others not worth a look.
    look(sets, least, choice);
    for (int i = 0; i < sets.size(); i++) {
      int place = sets.head(i);
      if (i != least && place != PairTable.ABSENT && table.number(place) <= choice.urgency()) {
        look(sets, i, choice);
      }
    }
  }

  private void look(SetList sets, int index, Choice<T> choice) {
    Line<T> line = table.thing(sets.head(index));
    LineHeap<T> heap = line.heap();
    if (heap != null) {
      heap.search(sets.levels(index), choice);
    } else if (SkillSet.isMet(line.queue().levels(), sets.levels(index))) {
      choice.look(line);
    }
  }
}

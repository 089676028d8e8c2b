package org.smartrouting.core.queue;

/**
 * The lines of all queues by set of skills and share, with the urgency of the most urgent one: so a
 * search passes over all that is less urgent than what it has found without a look at it. Not
 * thread-safe.
 */
final class Heads<T extends Waiting> {
  /** For each pair its only line, or the heap of its lines, with the urgency of the first task. */
  private final PairTable<Head<T>> table = new PairTable<>();

  /** A line has come, or has another first task. */
  void put(SkillSet<T> set, Line<T> line) {
    int place = table.find(set.number(), line.share().number());
    Head<T> known = place == PairTable.ABSENT ? line : table.thing(place);
    if (known == line) {
      table.put(set.number(), line.share().number(), line.urgency(), line);
      return;
    }
    LineHeap<T> heap = known instanceof LineHeap<T> all ? all : new LineHeap<>();
    if (known instanceof Line<T> only) {
      heap.put(only);
    }
    heap.put(line);
    table.put(set.number(), line.share().number(), heap.urgency(), heap);
  }

  /** A line is no more. */
  void remove(SkillSet<T> set, Line<T> line) {
    int share = line.share().number();
    LineHeap<T> heap = line.heap();
    if (heap == null) {
      table.remove(set.number(), share);
      return;
    }
    heap.remove(line);
    if (heap.size() == 1) {
      Line<T> only = heap.top();
      only.placed(null, 0);
      table.put(set.number(), share, only.urgency(), only);
    } else {
      table.put(set.number(), share, heap.urgency(), heap);
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
    table.thing(sets.head(index)).search(sets.levels(index), choice);
  }
}

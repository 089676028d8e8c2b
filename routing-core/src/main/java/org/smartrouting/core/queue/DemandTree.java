package org.smartrouting.core.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.smartrouting.core.task.SkillRequirement;

/**
 * The queues that have tasks, by the sets of skills they demand: a tree in which each step is a
 * skill, in the order of the names. To find the sets that somebody has all skills of, only steps
 * are taken that exist; so it takes about as long as there are such sets, however many others there
 * are. Levels are not steps: a set has up to five queues for each of its skills, whose least levels
 * lie beside each other and are compared all at once.
 *
 * <p>What a search needs of a set is in the table that leads to it, so that it follows no
 * reference. Not thread-safe.
 */
final class DemandTree<T extends Waiting> {
  /** Bits of a level where several are packed into one number. */
  static final int BITS = 4;

  /** What comes before the empty set. */
  private static final int NOWHERE = Integer.MAX_VALUE;

  private static final int HAS_QUEUES = 1;
  private static final int HAS_CHILDREN = 2;
  private static final int FLAGS = 2;

  /** What a skill is called here. */
  private static final class Skill {
    private final int number;
    private int sets;

    Skill(int number) {
      this.number = number;
    }
  }

  private final Map<String, Skill> skills = new HashMap<>();
  private final Numbers skillNumbers = new Numbers();

  /** The sets by the set before and the last skill, each with its number and what it has. */
  private final PairTable<SkillSet<T>> sets = new PairTable<>();

  private final Numbers setNumbers = new Numbers();
  private final SkillSet<T> root = new SkillSet<>(setNumbers.take(), null, 0);
  private int epoch;

  DemandTree() {
    note(root);
  }

  /** Changes when a skill has got another number, or none any more. */
  int epoch() {
    return epoch;
  }

  /** The number of a skill; below 0 when nothing demands it. */
  int skill(String name) {
    Skill skill = skills.get(name);
    return skill == null ? -1 : skill.number;
  }

  /** Adds a queue, whose signature has its demands in the order of the names of their skills. */
  void add(SignatureQueue<T> queue) {
    SkillSet<T> set = root;
    for (SkillRequirement demand : queue.signature().skills()) {
      set = after(set, demand.skill());
    }
    set.add(queue);
    note(set);
  }

  /** The set with one skill more, which is made if there is none. */
  private SkillSet<T> after(SkillSet<T> before, String name) {
    Skill skill = skills.get(name);
    if (skill == null) {
      skill = new Skill(skillNumbers.take());
      skills.put(name, skill);
      epoch++;
    }
    int place = sets.find(before.number(), skill.number);
    if (place != PairTable.ABSENT) {
      return sets.thing(place);
    }
    SkillSet<T> set = new SkillSet<>(setNumbers.take(), before, skill.number);
    skill.sets++;
    before.addChildren(1);
    note(before);
    return set;
  }

  /** Removes a queue that was added. */
  void remove(SignatureQueue<T> queue) {
    SkillSet<T> set = Objects.requireNonNull(queue.set());
    set.remove(queue);
    List<SkillRequirement> demands = queue.signature().skills();
    int depth = demands.size();
    SkillSet<T> before = set.before();
    while (before != null && !set.hasQueues() && !set.hasChildren()) {
      sets.remove(before.number(), set.skill());
      setNumbers.giveBack(set.number());
      drop(demands.get(--depth).skill());
      before.addChildren(-1);
      set = before;
      before = set.before();
    }
    note(set);
  }

  private void drop(String name) {
    Skill skill = Objects.requireNonNull(skills.get(name));
    if (--skill.sets == 0) {
      skills.remove(name);
      skillNumbers.giveBack(skill.number);
      epoch++;
    }
  }

  private void note(SkillSet<T> set) {
    SkillSet<T> before = set.before();
    int flags = (set.hasQueues() ? HAS_QUEUES : 0) | (set.hasChildren() ? HAS_CHILDREN : 0);
    int from = before == null ? NOWHERE : before.number();
    sets.put(from, set.skill(), (long) set.number() << FLAGS | flags, set);
  }

  /** Finds the sets that have queues and of which all skills are there; valid until a change. */
  void find(Levels levels, SetList found) {
    int place = sets.find(NOWHERE, root.skill());
    visit(place, levels.in(this), 0, 0, found);
  }

  private void visit(int place, int[] steps, int next, long upTo, SetList found) {
    long entry = sets.number(place);
    int number = (int) (entry >>> FLAGS);
    if ((entry & HAS_QUEUES) != 0) {
      found.add(place, number, upTo);
    }
    if ((entry & HAS_CHILDREN) != 0) {
      for (int at = next; at < steps.length; at++) {
        int child = sets.find(number, steps[at] >>> BITS);
        if (child != PairTable.ABSENT) {
          visit(child, steps, at + 1, upTo << BITS | (steps[at] & ((1 << BITS) - 1)), found);
        }
      }
    }
  }

  /** Visits the queues of a set that such levels meet. */
  void visit(int place, long upTo, Consumer<SignatureQueue<T>> visitor) {
    sets.thing(place).visit(upTo, visitor);
  }
}

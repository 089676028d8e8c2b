package org.smartrouting.core.queue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.smartrouting.core.task.SkillRequirement;

/**
 * The queues that have tasks, by the skills they demand: a tree in which each step is a skill and
 * its least level, in the order of the names. To find the queues for a set of levels, only steps
 * are taken that exist and that the levels meet; so it takes about as long as there are such
 * queues, however many others there are, and nothing is kept for the one who asks.
 *
 * <p>The nodes after the five levels of one skill are a block, five pairs of numbers in an array:
 * the queue that demands nothing more, and how many skills can come next. Not thread-safe.
 */
final class DemandTree {
  private static final int LEVELS = SkillRequirement.HIGHEST_LEVEL;
  private static final int WIDTH = 2 * LEVELS;
  private static final int NO_QUEUE = -1;

  /** Before the first step; other nodes are numbered by their place in the blocks, from 1. */
  private static final int ROOT = 0;

  /** What a skill is called here. */
  private static final class Skill {
    private final int number;
    private int blocks;

    Skill(int number) {
      this.number = number;
    }
  }

  private final Map<String, Skill> skills = new HashMap<>();
  private final Numbers skillNumbers = new Numbers();

  /** The block after a node and a skill. */
  private final PairTable<Skill> blocks = new PairTable<>();

  private final Numbers blockNumbers = new Numbers();

  /** The root and a gap, then the blocks. */
  private int[] nodes = new int[16 * WIDTH];

  /** Where several queues demand the same skills, {@code -2 - index} stands for them. */
  private final List<int[]> several = new ArrayList<>();

  private final Numbers severalNumbers = new Numbers();

  DemandTree() {
    nodes[0] = NO_QUEUE;
  }

  /**
   * Adds a queue.
   *
   * @param demands in the order of the names of their skills
   * @param queue its number
   */
  void add(List<SkillRequirement> demands, int queue) {
    int node = ROOT;
    for (SkillRequirement demand : demands) {
      node = block(node, demand.skill()) * LEVELS + demand.minLevel();
    }
    int before = nodes[2 * node];
    if (before == NO_QUEUE) {
      nodes[2 * node] = queue;
    } else if (before >= 0) {
      int index = severalNumbers.take();
      int[] both = {before, queue};
      if (index == several.size()) {
        several.add(both);
      } else {
        several.set(index, both);
      }
      nodes[2 * node] = -2 - index;
    } else {
      int[] all = several.get(-2 - before);
      int[] more = Arrays.copyOf(all, all.length + 1);
      more[all.length] = queue;
      several.set(-2 - before, more);
    }
  }

  /** The block after a node and a skill, which is made if there is none. */
  private int block(int node, String name) {
    Skill skill = skills.get(name);
    if (skill == null) {
      skill = new Skill(skillNumbers.take());
      skills.put(name, skill);
    }
    int place = blocks.find(node, skill.number);
    if (place != PairTable.ABSENT) {
      return (int) blocks.number(place);
    }
    int block = blockNumbers.take();
    int from = start(block);
    if (from + WIDTH > nodes.length) {
      nodes = Arrays.copyOf(nodes, 2 * nodes.length);
    }
    for (int level = 0; level < LEVELS; level++) {
      nodes[from + 2 * level] = NO_QUEUE;
      nodes[from + 2 * level + 1] = 0;
    }
    blocks.put(node, skill.number, block, skill);
    skill.blocks++;
    nodes[2 * node + 1]++;
    return block;
  }

  /** Removes a queue that was added. */
  void remove(List<SkillRequirement> demands, int queue) {
    remove(ROOT, demands, 0, queue);
  }

  private void remove(int node, List<SkillRequirement> demands, int depth, int queue) {
    if (depth == demands.size()) {
      drop(node, queue);
      return;
    }
    SkillRequirement demand = demands.get(depth);
    Skill skill = skills.get(demand.skill());
    int place = skill == null ? PairTable.ABSENT : blocks.find(node, skill.number);
    if (skill == null || place == PairTable.ABSENT) {
      throw new IllegalStateException("no queue demands " + demands);
    }
    int block = (int) blocks.number(place);
    remove(block * LEVELS + demand.minLevel(), demands, depth + 1, queue);
    if (isEmpty(block)) {
      blocks.remove(node, skill.number);
      blockNumbers.giveBack(block);
      nodes[2 * node + 1]--;
      if (--skill.blocks == 0) {
        skills.remove(demand.skill());
        skillNumbers.giveBack(skill.number);
      }
    }
  }

  private void drop(int node, int queue) {
    int before = nodes[2 * node];
    if (before >= NO_QUEUE) {
      nodes[2 * node] = NO_QUEUE;
      return;
    }
    int[] left = Arrays.stream(several.get(-2 - before)).filter(each -> each != queue).toArray();
    if (left.length == 1) {
      severalNumbers.giveBack(-2 - before);
      nodes[2 * node] = left[0];
    } else {
      several.set(-2 - before, left);
    }
  }

  private boolean isEmpty(int block) {
    int from = start(block);
    for (int level = 0; level < LEVELS; level++) {
      if (nodes[from + 2 * level] != NO_QUEUE || nodes[from + 2 * level + 1] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Finds the queues whose demands these levels meet, in no order. */
  void find(Map<String, Integer> levels, NumberList found) {
    String[] names = levels.keySet().toArray(String[]::new);
    Arrays.sort(names);
    int[] numbers = new int[names.length];
    int[] upTo = new int[names.length];
    int known = 0;
    for (String name : names) {
      Skill skill = skills.get(name);
      if (skill != null) {
        numbers[known] = skill.number;
        upTo[known++] = Math.min(LEVELS, levels.getOrDefault(name, 0));
      }
    }
    visit(ROOT, Arrays.copyOf(numbers, known), upTo, 0, found);
  }

  private void visit(int node, int[] numbers, int[] upTo, int next, NumberList found) {
    collect(nodes[2 * node], found);
    if (nodes[2 * node + 1] == 0) {
      return;
    }
    for (int at = next; at < numbers.length; at++) {
      int place = blocks.find(node, numbers[at]);
      if (place != PairTable.ABSENT) {
        int before = (int) blocks.number(place) * LEVELS;
        for (int level = 1; level <= upTo[at]; level++) {
          visit(before + level, numbers, upTo, at + 1, found);
        }
      }
    }
  }

  private void collect(int queue, NumberList found) {
    if (queue >= 0) {
      found.add(queue);
    } else if (queue != NO_QUEUE) {
      for (int each : several.get(-2 - queue)) {
        found.add(each);
      }
    }
  }

  /** Where a block begins, which is where its node of level 1 is. */
  private static int start(int block) {
    return 2 * (block * LEVELS + 1);
  }
}

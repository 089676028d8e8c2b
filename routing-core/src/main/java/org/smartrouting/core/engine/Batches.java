package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.smartrouting.core.match.Matching;
import org.smartrouting.core.pool.AssignmentMode;
import org.smartrouting.core.score.BatchSize;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.score.Judgement;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.TaskState;

/**
 * Collects tasks for which somebody is free, and matches them with the free slots together. A task
 * for which nobody is free waits in the queue as ever, and who becomes free meanwhile serves that.
 */
final class Batches {
  /** So many tasks are matched without waiting for more. */
  static final int MOST_TASKS = 64;

  private static final int MOST_SLOTS = 256;

  /** Looks at costs, a few milliseconds of them, after which the rest is matched greedily. */
  private static final long MOST_STEPS = 2_000_000;

  /** A task with those who could take it, as they are ranked for it. */
  private record Row(LiveTask task, Judgement judgement, List<Candidate> ranked) {}

  private final ShardState state;
  private final Dispatcher dispatcher;

  Batches(ShardState state, Dispatcher dispatcher) {
    this.state = state;
    this.dispatcher = dispatcher;
  }

  /** Keeps a task that became ready for later, if its pool collects and somebody is free for it. */
  boolean collects(LiveTask task, long nowMicros) {
    LivePool pool = task.pool;
    long window = pool.policy().balance().batchWindowMicros();
    if (window == 0
        || pool.policy().assignment() != AssignmentMode.BEST_COST
        || task.state != TaskState.QUEUED
        || task.queuedUnder != null
        || Dispatcher.lacksCaller(task)
        || isDueWithin(task, nowMicros + window)
        || !dispatcher.hasSomebody(task, nowMicros)) {
      return false;
    }
    Batch batch = pool.batch();
    if (batch.size() == 0) {
      state.timers().schedule(batch, nowMicros + window);
    }
    batch.add(task);
    if (batch.size() >= MOST_TASKS) {
      end(batch);
    }
    return true;
  }

  /** The time of a batch is over: it is to be matched when all is settled. */
  void end(Batch batch) {
    state.timers().schedule(batch, Timed.NEVER);
    state.ended().add(batch);
  }

  /** Gives out what was collected; what cannot be given waits. */
  void give(Batch batch, long nowMicros) {
    List<LiveTask> tasks = batch.takeAll();
    tasks.forEach(dispatcher::enqueue);
    Map<String, Integer> slots = freeSlots(tasks, nowMicros);
    int free = slots.values().stream().mapToInt(Integer::intValue).sum();
    boolean pays = tasks.size() > 1 && tasks.size() < 2 * free && free < 2 * tasks.size();
    if (pays && free <= MOST_SLOTS) {
      matchTogether(tasks, slots, free, nowMicros);
    } else {
      ReadyTasks order = new ReadyTasks(tasks, nowMicros);
      for (LiveTask task = order.next(); task != null; task = order.next()) {
        dispatcher.place(task, nowMicros);
      }
    }
  }

  private static boolean isDueWithin(LiveTask task, long endMicros) {
    boolean callEnds = task.delivery == Delivery.CALLER && task.callerUntilMicros <= endMicros;
    return callEnds || task.spec.deadlineMicros() <= endMicros;
  }

  /** The free slots that any of the tasks could have, by specialist; too many are cut off. */
  private Map<String, Integer> freeSlots(List<LiveTask> tasks, long nowMicros) {
    Map<String, Integer> slots = new TreeMap<>();
    int enough = 2 * tasks.size();
    int[] found = {0};
    for (LiveTask task : tasks) {
      dispatcher.visitFree(
          task,
          0,
          nowMicros,
          specialist -> {
            int room = (int) Math.min(specialist.room(nowMicros), tasks.size());
            if (slots.putIfAbsent(specialist.id(), room) == null) {
              found[0] += room;
            }
            return found[0] < enough;
          });
    }
    return slots;
  }

  private void matchTogether(
      List<LiveTask> tasks, Map<String, Integer> slots, int free, long nowMicros) {
    List<Row> rows = new ArrayList<>();
    for (LiveTask task : new BatchOrder(state.charges()).of(tasks, nowMicros)) {
      rows.add(row(task, slots, nowMicros));
    }
    int[] columnOf = Matching.of(costs(rows, slots, free), MOST_STEPS);
    List<String> holders = new ArrayList<>();
    slots.forEach((id, count) -> holders.addAll(Collections.nCopies(count, id)));
    BatchSize size = new BatchSize(rows.size(), free);
    for (int i = 0; i < columnOf.length; i++) {
      if (columnOf[i] != Matching.NONE) {
        Row row = rows.get(i);
        List<Candidate> ranked = new ArrayList<>(row.ranked());
        String winner = holders.get(columnOf[i]);
        for (int k = 0; k < ranked.size(); k++) {
          if (ranked.get(k).specialistId().equals(winner)) {
            ranked.add(0, ranked.remove(k));
          }
        }
        dispatcher.assignInBatch(row.task(), ranked, row.judgement(), size, nowMicros);
      }
    }
  }

  private Row row(LiveTask task, Map<String, Integer> slots, long nowMicros) {
    List<LiveSpecialist> eligible = new ArrayList<>();
    dispatcher.visitFree(
        task,
        0,
        nowMicros,
        specialist -> {
          if (slots.containsKey(specialist.id())) {
            eligible.add(specialist);
          }
          return true;
        });
    Judgement judgement = dispatcher.judgement(task, eligible.size(), nowMicros);
    return new Row(task, judgement, dispatcher.rank(task, eligible, judgement, nowMicros));
  }

  /** Each slot of a specialist costs more than the one before by what it adds to its load. */
  private static double[][] costs(List<Row> rows, Map<String, Integer> slots, int free) {
    double[][] costs = new double[rows.size()][free];
    for (int i = 0; i < costs.length; i++) {
      Arrays.fill(costs[i], Double.POSITIVE_INFINITY);
      LivePool pool = rows.get(i).task().pool;
      Map<String, Candidate> byId = new TreeMap<>();
      rows.get(i).ranked().forEach(candidate -> byId.put(candidate.specialistId(), candidate));
      int column = 0;
      for (Map.Entry<String, Integer> entry : slots.entrySet()) {
        Candidate candidate = byId.get(entry.getKey());
        for (int k = 0; k < entry.getValue(); k++) {
          if (candidate != null) {
            costs[i][column] = candidate.cost() + addedLoad(pool, entry.getKey(), k);
          }
          column++;
        }
      }
    }
    return costs;
  }

  private static double addedLoad(LivePool pool, String id, int before) {
    LiveSpecialist live = pool.specialists().get(id);
    return live == null ? 0 : pool.policy().scoreWeights().load() * before / live.spec().slots();
  }
}

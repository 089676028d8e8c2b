package org.smartrouting.core.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.smartrouting.core.task.Task;

/** Reads the tasks of a shard that are not finished, page by page. */
final class LiveTasks {
  // Ids only, which the index holds: asked for whole rows, MySQL takes another index and sorts. H2
  // does
  // so when the order does not name every column of the index.
  static final String SELECT =
      """
      SELECT task_id FROM task
      WHERE shard_id = ? AND retain_until_us = 0 AND task_id > ?
      ORDER BY shard_id, retain_until_us, task_id
      LIMIT ?
      """;

  /** Rows of a page: the driver holds a whole page, and a payload can have a mebibyte. */
  static final int PAGE_ROWS = 256;

  private final TaskLookup lookup;

  LiveTasks(TaskLookup lookup) {
    this.lookup = lookup;
  }

  List<Task> read(Handle handle, int shard) {
    List<Task> tasks = new ArrayList<>();
    // No bytes are less than any bytes, so this is before every id.
    byte[] after = {};
    while (true) {
      List<byte[]> ids = ids(handle, shard, after);
      if (!ids.isEmpty()) {
        List<Task> page = lookup.find(handle, shard, ids);
        page.sort(Comparator.comparing(Task::id));
        tasks.addAll(page);
      }
      if (ids.size() < PAGE_ROWS) {
        return tasks;
      }
      after = ids.get(ids.size() - 1);
    }
  }

  private static List<byte[]> ids(Handle handle, int shard, byte[] after) {
    return handle
        .createQuery(SELECT)
        .bind(0, shard)
        .bind(1, after)
        .bind(2, PAGE_ROWS)
        .map((row, context) -> row.getBytes(1))
        .list();
  }
}

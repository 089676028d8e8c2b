package org.smartrouting.core.store;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.smartrouting.core.task.Task;

/** Reads the tasks of a shard that are not finished, page by page. */
final class LiveTasks {
  static final String SELECT =
      "SELECT "
          + TaskRow.COLUMNS_WITH_BYTES
          + """

          FROM task
          WHERE shard_id = ? AND retain_until_us = 0 AND task_id > ?
          ORDER BY task_id
          LIMIT ?
          """;

  /** Rows of a page: the driver holds a whole page, and a payload can have a mebibyte. */
  static final int PAGE_ROWS = 256;

  private LiveTasks() {}

  static List<Task> read(Handle handle, int shard) {
    List<Task> tasks = new ArrayList<>();
    // No bytes are less than any bytes, so this is before every id.
    byte[] after = {};
    while (true) {
      List<Task> page =
          handle
              .createQuery(SELECT)
              .bind(0, shard)
              .bind(1, after)
              .bind(2, PAGE_ROWS)
              .map((row, context) -> TaskRow.read(row, TaskReader.View.FULL))
              .list();
      tasks.addAll(page);
      if (page.size() < PAGE_ROWS) {
        return tasks;
      }
      after = page.get(page.size() - 1).id().toBytes();
    }
  }
}

package org.smartrouting.core.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Writes the status of tasks that have rows, in the way that is fast on one kind of database. */
interface StatusWrite {
  /**
   * Writes the status of each task, inside a transaction that holds the shard.
   *
   * @throws IllegalStateException if a task has no row
   */
  void writeStatus(Handle handle, int shard, List<TaskWrite> writes);

  /** Writes the status and the spec of each task, likewise. */
  void writeStatusAndSpec(Handle handle, int shard, List<TaskWrite> writes);

  /** The way for a kind of database. */
  static StatusWrite on(DatabaseProduct.Kind kind) {
    return switch (kind) {
      case H2 -> new StatusUpdate();
      case MYSQL, MARIADB -> new StatusUpsert();
    };
  }
}

package org.smartrouting.core.store;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.TaskId;

/** The table {@code artifact}: contents in chunks, at least one for each. */
final class ArtifactTable {
  /** Bytes of a chunk. */
  static final int CHUNK_BYTES = 64 * 1024;

  static final RowsInsert INSERT =
      RowsInsert.of(
          """
      INSERT INTO artifact (shard_id, task_id, name, version, chunk, content)
      VALUES (?, ?, ?, ?, ?, ?)
      """);
  static final String SELECT =
      """
      SELECT content FROM artifact
      WHERE shard_id = ? AND task_id = ? AND name = ? AND version = ?
      ORDER BY shard_id, task_id, name, version, chunk
      """;
  static final String DELETE = "DELETE FROM artifact WHERE shard_id = ? AND task_id = ?";

  private static final RowByRow DELETES = new RowByRow(DELETE, RowByRow.Expected.ANYTHING);
  private static final int KEY_BYTES = 64;

  private ArtifactTable() {}

  static void write(Handle handle, int shard, List<ArtifactWrite> writes) {
    RowBatch batch = INSERT.batch(handle);
    for (ArtifactWrite write : writes) {
      byte[] content = write.content().array();
      int chunks = Math.max(1, (content.length + CHUNK_BYTES - 1) / CHUNK_BYTES);
      for (int chunk = 0; chunk < chunks; chunk++) {
        int from = chunk * CHUNK_BYTES;
        byte[] part =
            Arrays.copyOfRange(content, from, Math.min(content.length, from + CHUNK_BYTES));
        batch.bind(0, shard).bind(1, write.task().toBytes()).bind(2, write.name());
        batch.bind(3, write.version()).bind(4, chunk).bind(5, part);
        batch.add(KEY_BYTES + part.length);
      }
    }
    batch.send();
  }

  /** Deletes all that tasks have stored. */
  static void delete(Handle handle, int shard, List<TaskId> tasks) {
    RowBatch batch = DELETES.batch(handle);
    for (TaskId task : tasks.stream().sorted().toList()) {
      batch.bind(0, shard).bind(1, task.toBytes());
      batch.add(KEY_BYTES);
    }
    batch.send();
  }

  /** The content of one version; null when there is none. */
  static @Nullable Bytes read(Handle handle, int shard, TaskId task, String name, int version) {
    List<byte[]> chunks =
        handle
            .createQuery(SELECT)
            .bind(0, shard)
            .bind(1, task.toBytes())
            .bind(2, name)
            .bind(3, version)
            .map((row, context) -> row.getBytes(1))
            .list();
    if (chunks.isEmpty()) {
      return null;
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    chunks.forEach(content::writeBytes);
    return Bytes.of(content.toByteArray());
  }
}

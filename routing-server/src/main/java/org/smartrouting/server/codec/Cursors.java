package org.smartrouting.server.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.smartrouting.core.store.TaskReader;
import org.smartrouting.core.task.TaskId;

/** The positions that page tokens and cursors of the API stand for. */
public final class Cursors {
  private static final int TASK_BYTES = 3 * Long.BYTES;

  private Cursors() {}

  /** Token of a place in a listing of tasks. */
  public static String ofTask(CursorScope scope, TaskReader.Position position) {
    return scope.encode(
        ByteBuffer.allocate(TASK_BYTES)
            .putLong(position.createdMicros())
            .putLong(position.id().high())
            .putLong(position.id().low())
            .array());
  }

  /** The place in a listing of tasks; empty when the token is not of this listing. */
  public static Optional<TaskReader.Position> task(CursorScope scope, String token) {
    return scope
        .decode(token)
        .filter(bytes -> bytes.length == TASK_BYTES)
        .map(ByteBuffer::wrap)
        .map(
            bytes ->
                new TaskReader.Position(
                    bytes.getLong(), new TaskId(bytes.getLong(), bytes.getLong())));
  }

  /** Token of the last id of a page in a listing ordered by id. */
  public static String ofId(CursorScope scope, String lastId) {
    return scope.encode(lastId.getBytes(StandardCharsets.UTF_8));
  }

  /** The id after which a listing goes on; empty when the token is not of this listing. */
  public static Optional<String> id(CursorScope scope, String token) {
    return scope.decode(token).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** Cursor of a change. */
  public static String ofChange(CursorScope scope, long changeSeq) {
    return scope.encode(ByteBuffer.allocate(Long.BYTES).putLong(changeSeq).array());
  }

  /** The number of a change; empty when the cursor is not one of this scope. */
  public static OptionalLong change(CursorScope scope, String cursor) {
    return scope
        .decode(cursor)
        .filter(bytes -> bytes.length == Long.BYTES)
        .map(bytes -> OptionalLong.of(ByteBuffer.wrap(bytes).getLong()))
        .orElse(OptionalLong.empty());
  }
}

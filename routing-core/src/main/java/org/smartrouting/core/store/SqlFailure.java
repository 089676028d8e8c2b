package org.smartrouting.core.store;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of an error of the database what it means for the transaction it happened in. */
final class SqlFailure {
  /**
   * The transaction was rolled back, or can be, and may succeed when it is repeated: deadlock, lock
   * wait, changed snapshot, certification in a group, cluster node not ready, write conflicts of
   * TiDB, and a lock wait of H2.
   */
  private static final Set<Integer> REPEATABLE =
      Set.of(1213, 1205, 1020, 3101, 1047, 9007, 8022, 8028, 50200);

  /** Those of them that say for certain, in answer to COMMIT, that nothing was committed. */
  private static final Set<Integer> ROLLED_BACK = Set.of(1213, 3101, 9007, 8022, 8028);

  /** Classes of SQLState that blame the statement or its values, not the moment. */
  private static final Set<String> OWN_FAULT = Set.of("21", "22", "23", "42");

  private SqlFailure() {}

  /** The error under an exception; null when there is none. */
  static @Nullable SQLException of(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException failure) {
        return failure;
      }
    }
    return null;
  }

  /** Whether a transaction that was not asked to commit yet may be repeated. */
  static boolean isRepeatable(SQLException failure) {
    return REPEATABLE.contains(failure.getErrorCode())
        || Objects.equals(failure.getSQLState(), "40001");
  }

  /** Whether a failed COMMIT certainly had no effect. */
  static boolean isRolledBack(SQLException failure) {
    return ROLLED_BACK.contains(failure.getErrorCode())
        || Objects.equals(failure.getSQLState(), "40001");
  }

  /** Whether repeating cannot help, because the statement or a value is wrong. */
  static boolean isOwnFault(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && state.length() == 5 && OWN_FAULT.contains(state.substring(0, 2));
  }
}

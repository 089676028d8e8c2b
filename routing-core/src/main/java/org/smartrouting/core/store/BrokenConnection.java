package org.smartrouting.core.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Tells the pool which errors of H2 end a connection; it knows those of MySQL by their SQLState.
 */
final class BrokenConnection implements SQLExceptionOverride {
  /** Object closed, connection broken, database closed, file closed, closing. */
  private static final Set<Integer> ENDS_CONNECTION =
      Set.of(90007, 90013, 90028, 90031, 90067, 90098, 90121);

  @java.lang.Override
  public SQLExceptionOverride.Override adjudicate(SQLException failure) {
    return ENDS_CONNECTION.contains(failure.getErrorCode())
        ? SQLExceptionOverride.Override.MUST_EVICT
        : SQLExceptionOverride.Override.CONTINUE_EVICT;
  }
}

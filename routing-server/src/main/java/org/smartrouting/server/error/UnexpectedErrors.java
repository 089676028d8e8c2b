package org.smartrouting.server.error;

import com.google.rpc.Status;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.smartrouting.core.store.FencedException;
import org.smartrouting.core.store.StoreUnavailableException;
import org.smartrouting.v1.ErrorReason;

/**
 * Turns exceptions that nobody expected into a status that says nothing of the inside, and logs
 * them under an id that the status carries. Safe for use by many threads if its chance is.
 */
public final class UnexpectedErrors {
  private static final Logger log = LoggerFactory.getLogger(UnexpectedErrors.class);

  private final RandomGenerator random;

  /** Makes ids from the given chance. */
  public UnexpectedErrors(RandomGenerator random) {
    this.random = random;
  }

  /** Logs the exception and makes the status for the caller. */
  public Status toStatus(Throwable unexpected) {
    if (unexpected instanceof RejectedExecutionException) {
      return ErrorStatus.of(
          ErrorReason.ERROR_REASON_OVERLOADED, "Too many calls wait for the database.", Map.of());
    }
    if (isPassing(unexpected)) {
      log.warn("A call was answered UNAVAILABLE", unexpected);
      return ErrorStatus.of(
          ErrorReason.ERROR_REASON_NOT_SERVING, "The server cannot serve the call now.", Map.of());
    }
    String errorId = HexFormat.of().toHexDigits(random.nextLong());
    log.error("A call failed with error {}", errorId, unexpected);
    return ErrorStatus.of(
        ErrorReason.ERROR_REASON_INTERNAL,
        "The server failed; its log tells more under error " + errorId + ".",
        Map.of("error_id", errorId));
  }

  private static boolean isPassing(Throwable unexpected) {
    return unexpected instanceof StoreUnavailableException || unexpected instanceof FencedException;
  }
}

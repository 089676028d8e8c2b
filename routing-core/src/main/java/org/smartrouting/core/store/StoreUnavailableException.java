package org.smartrouting.core.store;

import java.io.Serial;

/** The database cannot be reached, or failed in a way that may pass. */
public final class StoreUnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** Says what could not be done and why. */
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}

package org.smartrouting.server.config;

import java.io.Serial;

/** A setting is unknown or has a value that it cannot have; the message says which and where. */
public final class ConfigRefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** Says what is wrong, for the person who wrote the setting. */
  public ConfigRefusedException(String message) {
    super(message);
  }
}

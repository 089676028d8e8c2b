package org.smartrouting.server.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Least level of events that are logged. */
public enum LogLevel {
  /** Defects only. */
  ERROR,
  /** And what somebody should look at. */
  WARN,
  /** And what the server does as a whole. */
  INFO,
  /** And what it does for single calls. */
  DEBUG,
  /** And how. */
  TRACE;

  /** Makes it the level of everything that has no level of its own. */
  public void apply() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.valueOf(name()));
  }
}

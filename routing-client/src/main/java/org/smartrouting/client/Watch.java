package org.smartrouting.client;

/** A watch that goes on until it is closed or ends by itself. Thread-safe. */
public interface Watch extends AutoCloseable {
  /** Ends the watch. The listener may still be told what is under way, but not of the end. */
  @Override
  void close();
}

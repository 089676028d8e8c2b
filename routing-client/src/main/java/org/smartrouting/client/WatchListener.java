package org.smartrouting.client;

import java.util.Optional;
import org.smartrouting.v1.Task;

/**
 * Is told the changes of tasks, one after the other. It may block: the watch then falls behind
 * without loss. An exception ends the watch.
 */
public interface WatchListener {
  /**
   * A task changed.
   *
   * @param task the task after the change, in the view that was asked for
   * @param cursor where the watch is; store it to resume from here later
   */
  void onTask(Task task, String cursor);

  /**
   * The watch ended: the stream was complete, or it failed in a way that reopening does not mend.
   *
   * @param error empty when every watched task is finished
   */
  void onEnd(Optional<RoutingException> error);

  /**
   * The watch is established, for the first time or again after a break: changes from now on will
   * be shown.
   *
   * @param cursor where the watch is
   */
  default void onPosition(String cursor) {}
}

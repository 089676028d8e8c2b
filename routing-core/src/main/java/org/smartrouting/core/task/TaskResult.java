package org.smartrouting.core.task;

/**
 * What a specialist returns.
 *
 * @param output the output, opaque to the router
 * @param outputType media type of the output; can be empty
 * @param summary one line for people; can be empty
 */
public record TaskResult(Bytes output, String outputType, String summary) {
  /** Success and nothing else. */
  public static final TaskResult EMPTY = new TaskResult(Bytes.EMPTY, "", "");
}

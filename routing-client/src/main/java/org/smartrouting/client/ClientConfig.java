package org.smartrouting.client;

import java.time.Duration;

/**
 * How a client behaves. {@link #plaintext} and {@link #tls} set the defaults, the {@code with}
 * methods change one value of a copy.
 *
 * @param target gRPC name of the router, such as {@code localhost:7070} or {@code
 *     dns:///router:443}
 * @param security how the connection is protected
 * @param callDeadline longest time of one try of one call, above zero; default 10 s
 * @param retryDeadline longest time of a call with all its retries, above zero; default 60 s
 * @param retryBackoff waits between the tries of a call; default 0.1 s..5 s
 * @param reconnectBackoff waits before a stream is opened again; default 0.2 s..5 s, well below the
 *     time for which the router waits for a specialist to come back
 * @param submitWindow most tasks that a {@link BulkSubmitter} has unanswered, 1..256, as the router
 *     reads no further ahead; default 256
 * @param keepAlive time without traffic after which a connection that has calls is probed; default
 *     60 s
 */
public record ClientConfig(
    String target,
    TransportSecurity security,
    Duration callDeadline,
    Duration retryDeadline,
    Backoff retryBackoff,
    Backoff reconnectBackoff,
    int submitWindow,
    Duration keepAlive) {
  private static final int MOST_UNANSWERED = 256;

  /** Checks the bounds. */
  public ClientConfig {
    requirePositive("callDeadline", callDeadline);
    requirePositive("retryDeadline", retryDeadline);
    requirePositive("keepAlive", keepAlive);
    if (submitWindow < 1 || submitWindow > MOST_UNANSWERED) {
      throw new IllegalArgumentException("submitWindow must be within 1..256: " + submitWindow);
    }
  }

  /** The defaults without encryption. */
  public static ClientConfig plaintext(String target) {
    return defaults(target, TransportSecurity.PLAINTEXT);
  }

  /** The defaults with TLS. */
  public static ClientConfig tls(String target) {
    return defaults(target, TransportSecurity.TLS);
  }

  /** A copy with other deadlines: of one try, and of a call with all its retries. */
  public ClientConfig withDeadlines(Duration call, Duration retries) {
    return new ClientConfig(
        target, security, call, retries, retryBackoff, reconnectBackoff, submitWindow, keepAlive);
  }

  /** A copy with other waits: between the tries of a call, and before a stream is opened again. */
  public ClientConfig withBackoffs(Backoff retry, Backoff reconnect) {
    return new ClientConfig(
        target, security, callDeadline, retryDeadline, retry, reconnect, submitWindow, keepAlive);
  }

  /** A copy with another window of unanswered tasks. */
  public ClientConfig withSubmitWindow(int window) {
    return new ClientConfig(
        target,
        security,
        callDeadline,
        retryDeadline,
        retryBackoff,
        reconnectBackoff,
        window,
        keepAlive);
  }

  /** A copy with another time between probes. */
  public ClientConfig withKeepAlive(Duration time) {
    return new ClientConfig(
        target,
        security,
        callDeadline,
        retryDeadline,
        retryBackoff,
        reconnectBackoff,
        submitWindow,
        time);
  }

  private static ClientConfig defaults(String target, TransportSecurity security) {
    return new ClientConfig(
        target,
        security,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5)),
        new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5)),
        MOST_UNANSWERED,
        Duration.ofSeconds(60));
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be above zero: " + value);
    }
  }
}

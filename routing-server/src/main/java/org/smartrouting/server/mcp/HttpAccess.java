package org.smartrouting.server.mcp;

import java.util.ArrayList;
import java.util.List;

/**
 * Which requests are answered. Programs in web pages send the origin of the page, and names that
 * were made to point here the wrong host; both are refused.
 *
 * @param hosts hosts that a request may be for; a {@code :*} at the end stands for any port
 * @param origins origins that a request may come from, likewise; requests without one are no pages
 */
public record HttpAccess(List<String> hosts, List<String> origins) {
  private static final List<String> LOOPBACK = List.of("127.0.0.1:*", "localhost:*", "[::1]:*");

  /** Copies the lists. */
  public HttpAccess {
    hosts = List.copyOf(hosts);
    origins = List.copyOf(origins);
  }

  /**
   * This machine, and others.
   *
   * @param hosts more hosts
   * @param origins more origins
   */
  public static HttpAccess loopbackAnd(List<String> hosts, List<String> origins) {
    List<String> allHosts = new ArrayList<>(LOOPBACK);
    allHosts.addAll(hosts);
    List<String> allOrigins = new ArrayList<>();
    LOOPBACK.forEach(host -> allOrigins.add("http://" + host));
    allOrigins.addAll(origins);
    return new HttpAccess(allHosts, allOrigins);
  }
}

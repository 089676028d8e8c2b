package org.smartrouting.loadtests.replay;

import java.util.ArrayList;
import java.util.List;
import org.smartrouting.client.ClientConfig;
import org.smartrouting.client.RoutingClient;

/** Clients that share the streams of a replay, as a connection has room for so many only. */
final class ReplayClients implements AutoCloseable {
  private static final int STREAMS_EACH = 500;

  private final List<RoutingClient> clients = new ArrayList<>();

  private ReplayClients() {}

  static ReplayClients connect(String target, int streams) {
    ReplayClients made = new ReplayClients();
    for (int i = 0; i <= streams / STREAMS_EACH; i++) {
      made.clients.add(RoutingClient.connect(ClientConfig.plaintext(target)));
    }
    return made;
  }

  /** A client; they take turns. */
  RoutingClient get(int number) {
    return clients.get(number % clients.size());
  }

  @Override
  public void close() {
    clients.forEach(RoutingClient::close);
  }
}

package org.smartrouting.client;

import com.google.protobuf.ByteString;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.smartrouting.v1.LoadReport;
import org.smartrouting.v1.WorkRequest;
import org.smartrouting.v1.WorkRequest.MessageCase;

/**
 * The messages that the router has not acknowledged, in the order in which they are sent, and which
 * of them are still to be sent on this connection. Not thread-safe: its owner guards it.
 */
final class Outbox {
  private final NavigableMap<Long, WorkRequest> unacknowledged = new TreeMap<>();
  private final NavigableSet<Long> unsent = new TreeSet<>();
  private boolean heartbeatDue;
  private long lastId;
  private long lastLoad;
  private int refusals;

  /** Adds a message and gives it its number. */
  void add(WorkRequest message) {
    long id = nextId();
    unacknowledged.put(id, message.toBuilder().setMessageId(id).build());
    unsent.add(id);
  }

  /** Adds the farewell, unless it is here already. */
  void leave() {
    if (unacknowledged.values().stream().noneMatch(message -> message.hasLeave())) {
      add(WorkMessages.leave());
    }
  }

  /** A heartbeat is to be sent before anything else. */
  void heartbeat() {
    heartbeatDue = true;
  }

  /** Sends what is to be sent, as far as the link takes it now; it stays until it is answered. */
  void sendOver(WorkLink link) {
    if (heartbeatDue && link.isReady()) {
      heartbeatDue = false;
      link.send(WorkMessages.heartbeat(nextId()));
    }
    @Nullable WorkRequest next;
    while (link.isReady() && (next = nextUnsent()) != null) {
      link.send(next);
    }
  }

  /** Sends a load report at once, or not at all: one that has to wait is old when it is sent. */
  void sendOver(WorkLink link, LoadReport report) {
    if (link.isReady()) {
      link.send(WorkMessages.load(nextId(), ++lastLoad, report));
    }
  }

  private long nextId() {
    return ++lastId;
  }

  private @Nullable WorkRequest nextUnsent() {
    Long id = unsent.pollFirst();
    return id == null ? null : unacknowledged.get(id);
  }

  /** Removes a message that was answered; null when it is not here any more. */
  @Nullable WorkRequest acknowledge(long id) {
    unsent.remove(id);
    return unacknowledged.remove(id);
  }

  /**
   * Puts a message back that was answered but must be sent again under its number, not yet. Returns
   * how many that were refused so in a row.
   */
  int keep(WorkRequest message) {
    unacknowledged.put(message.getMessageId(), message);
    return ++refusals;
  }

  /** The router took a message. */
  void taken() {
    refusals = 0;
  }

  /** Has a message sent again, if it is still here. */
  void sendAgain(long id) {
    if (unacknowledged.containsKey(id)) {
      unsent.add(id);
    }
  }

  /** After a break: everything is sent again, but what is void without the old connection. */
  void connectionLost() {
    unacknowledged.values().removeIf(Outbox::endsWithConnection);
    unsent.clear();
    unsent.addAll(unacknowledged.keySet());
  }

  /** Whether a message of this kind about the assignment waits for its answer. */
  boolean has(MessageCase kind, ByteString token) {
    return unacknowledged.values().stream()
        .anyMatch(message -> message.getMessageCase() == kind && isAbout(message, token));
  }

  /** Removes every message about an assignment. */
  void removeAll(ByteString token) {
    unacknowledged.values().removeIf(message -> isAbout(message, token));
    unsent.retainAll(unacknowledged.keySet());
  }

  /** Removes everything. */
  void clear() {
    unacknowledged.clear();
    unsent.clear();
  }

  private static boolean endsWithConnection(WorkRequest message) {
    return message.hasDecline() || message.hasLeave() || message.hasStopped();
  }

  private static boolean isAbout(WorkRequest message, ByteString token) {
    return WorkMessages.subject(message).getAssignmentToken().equals(token);
  }
}

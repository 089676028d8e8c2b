package org.smartrouting.client;

import com.google.protobuf.ByteString;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.smartrouting.v1.WorkRequest;
import org.smartrouting.v1.WorkRequest.MessageCase;

/**
 * The messages that the router has not acknowledged, in the order in which they are sent, and which
 * of them are still to be sent on this connection. Not thread-safe: its owner guards it.
 */
final class Outbox {
  private final NavigableMap<Long, WorkRequest> unacknowledged = new TreeMap<>();
  private final NavigableSet<Long> unsent = new TreeSet<>();
  private long lastId;

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

  /** A number for a message that is not kept. */
  long nextId() {
    return ++lastId;
  }

  /** Takes the next message to send, which stays here until it is acknowledged. */
  @Nullable WorkRequest nextUnsent() {
    Long id = unsent.pollFirst();
    return id == null ? null : unacknowledged.get(id);
  }

  /** Removes a message that was answered; null when it is not here any more. */
  @Nullable WorkRequest acknowledge(long id) {
    unsent.remove(id);
    return unacknowledged.remove(id);
  }

  /** Puts a message back that was answered but must be sent again under its number, not yet. */
  void keep(WorkRequest message) {
    unacknowledged.put(message.getMessageId(), message);
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

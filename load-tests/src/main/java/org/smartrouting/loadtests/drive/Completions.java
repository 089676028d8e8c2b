package org.smartrouting.loadtests.drive;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.smartrouting.v1.Ack;
import org.smartrouting.v1.Assignment;
import org.smartrouting.v1.WorkRequest;
import org.smartrouting.v1.WorkResponse;

/**
 * Listens on Work streams for the answers to completions, which the client library keeps to itself.
 * Thread-safe.
 */
final class Completions implements ClientInterceptor {
  private final Consumer<String> completed;
  private final Map<ByteString, String> titles = new ConcurrentHashMap<>();

  /**
   * Will listen.
   *
   * @param completed told the title of each task whose completion was confirmed
   */
  Completions(Consumer<String> completed) {
    this.completed = completed;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new Stream<>(next.newCall(method, options));
  }

  private final class Stream<Q, A> extends SimpleForwardingClientCall<Q, A> {
    private final Map<Long, ByteString> unanswered = new ConcurrentHashMap<>();

    Stream(ClientCall<Q, A> call) {
      super(call);
    }

    @Override
    public void sendMessage(Q message) {
      if (message instanceof WorkRequest work && work.hasComplete()) {
        unanswered.put(
            work.getMessageId(), work.getComplete().getAssignment().getAssignmentToken());
      }
      super.sendMessage(message);
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      super.start(
          new SimpleForwardingClientCallListener<>(listener) {
            @Override
            public void onMessage(A message) {
              if (message instanceof WorkResponse work) {
                read(work);
              }
              super.onMessage(message);
            }
          },
          headers);
    }

    private void read(WorkResponse work) {
      if (work.hasAssignment()) {
        Assignment assignment = work.getAssignment();
        titles.put(assignment.getAssignmentToken(), assignment.getTask().getSpec().getTitle());
      } else if (work.hasAck()) {
        answered(work.getAck());
      }
    }

    private void answered(Ack ack) {
      ByteString token = unanswered.remove(ack.getMessageId());
      // One that was refused for a while is sent again by the library.
      String title = token == null || ack.hasError() ? null : titles.remove(token);
      if (title != null) {
        completed.accept(title);
      }
    }
  }
}

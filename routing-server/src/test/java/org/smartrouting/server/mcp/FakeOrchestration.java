package org.smartrouting.server.mcp;

import com.google.protobuf.Message;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCalls;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.smartrouting.orchestration.v1.OrchestrationServiceGrpc;

/** Answers every method of the orchestration as a test says, and keeps what it was asked. */
final class FakeOrchestration implements BindableService {
  private final Map<String, Object> answers = new ConcurrentHashMap<>();
  private final List<Message> requests = new CopyOnWriteArrayList<>();

  /** Answers a method with a message; otherwise its answers are filled with anything. */
  void answer(String method, Message answer) {
    answers.put(method, answer);
  }

  /** Refuses the calls of a method. */
  void refuse(String method, StatusRuntimeException refusal) {
    answers.put(method, refusal);
  }

  /** The requests in the order in which they came. */
  List<Message> requests() {
    return requests;
  }

  @Override
  public ServerServiceDefinition bindService() {
    ServiceDescriptor service = OrchestrationServiceGrpc.getServiceDescriptor();
    ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(service);
    for (MethodDescriptor<?, ?> method : service.getMethods()) {
      add(definition, Rpc.of(service, method.getBareMethodName()));
    }
    return definition.build();
  }

  private void add(ServerServiceDefinition.Builder definition, Rpc rpc) {
    definition.addMethod(
        rpc.method(),
        ServerCalls.asyncUnaryCall(
            (request, observer) -> {
              requests.add(request);
              String name = rpc.method().getBareMethodName();
              Object answer = answers.getOrDefault(name, Filled.of(rpc.response()));
              if (answer instanceof StatusRuntimeException refusal) {
                observer.onError(refusal);
              } else {
                observer.onNext((Message) answer);
                observer.onCompleted();
              }
            }));
  }
}

package org.smartrouting.server.mcp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.ResourceContents;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.smartrouting.orchestration.v1.GetArtifactRequest;
import org.smartrouting.orchestration.v1.GetArtifactResponse;
import org.smartrouting.orchestration.v1.GetSessionStatusRequest;
import org.smartrouting.orchestration.v1.OrchestrationServiceGrpc;
import org.smartrouting.v1.GetTaskRequest;
import org.smartrouting.v1.TaskServiceGrpc;
import org.smartrouting.v1.TaskView;

/** Sessions, tasks and artifacts as resources. */
final class RouterResources {
  private static final String JSON = "application/json";
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private static final Rpc SESSION =
      Rpc.of(OrchestrationServiceGrpc.getServiceDescriptor(), "GetSessionStatus");
  private static final Rpc TASK = Rpc.of(TaskServiceGrpc.getServiceDescriptor(), "GetTask");
  private static final Rpc ARTIFACT =
      Rpc.of(OrchestrationServiceGrpc.getServiceDescriptor(), "GetArtifact");

  private final Channel channel;
  private final McpJsonMapper json;

  RouterResources(Channel channel, McpJsonMapper json) {
    this.channel = channel;
    this.json = json;
  }

  /** All of them. */
  List<SyncResourceTemplateSpecification> templates() {
    return List.of(
        template(
            "session://{session_id}",
            "session",
            "A session with what is under way.",
            this::session),
        template("task://{task_id}", "task", "A task as the router knows it.", this::task),
        template(
            "artifact://{task_id}/{name}",
            "artifact",
            "The last version of something that a completion stored; the name is percent-encoded.",
            this::artifact));
  }

  private SyncResourceTemplateSpecification template(
      String uri,
      String name,
      String description,
      BiFunction<String, String, ResourceContents> read) {
    ResourceTemplate template =
        ResourceTemplate.builder(uri, name).description(description).build();
    String prefix = name + "://";
    return new SyncResourceTemplateSpecification(
        template,
        (context, request) -> {
          String path = request.uri().substring(prefix.length());
          try {
            return ReadResourceResult.builder(List.of(read.apply(request.uri(), path))).build();
          } catch (StatusRuntimeException e) {
            throw failure(CallFailure.of(e, UnaryOperator.identity()));
          }
        });
  }

  private ResourceContents session(String uri, String id) {
    return text(
        uri,
        SESSION.call(
            channel, GetSessionStatusRequest.newBuilder().setSessionId(id).build(), DEADLINE));
  }

  private ResourceContents task(String uri, String id) {
    GetTaskRequest request =
        GetTaskRequest.newBuilder().setTaskId(id).setView(TaskView.TASK_VIEW_FULL).build();
    return text(uri, TASK.call(channel, request, DEADLINE));
  }

  private ResourceContents artifact(String uri, String path) {
    int slash = path.indexOf('/');
    String name =
        URLDecoder.decode(path.substring(slash + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
    GetArtifactRequest request =
        GetArtifactRequest.newBuilder()
            .setTaskId(path.substring(0, Math.max(0, slash)))
            .setName(name)
            .build();
    GetArtifactResponse found = (GetArtifactResponse) ARTIFACT.call(channel, request, DEADLINE);
    String mediaType = found.getArtifact().getMediaType();
    ByteString content = found.getContent();
    if (content.isValidUtf8()) {
      return TextResourceContents.builder(uri, content.toStringUtf8()).mimeType(mediaType).build();
    }
    String blob = Base64.getEncoder().encodeToString(content.toByteArray());
    return BlobResourceContents.builder(uri, blob).mimeType(mediaType).build();
  }

  private ResourceContents text(String uri, Message message) {
    try {
      String text = json.writeValueAsString(MessageWriter.write(message));
      return TextResourceContents.builder(uri, text).mimeType(JSON).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static McpError failure(CallFailure failure) {
    int code =
        switch (failure.code()) {
          case "NOT_FOUND" -> McpSchema.ErrorCodes.RESOURCE_NOT_FOUND;
          case "INVALID_ARGUMENT" -> McpSchema.ErrorCodes.INVALID_PARAMS;
          default -> McpSchema.ErrorCodes.INTERNAL_ERROR;
        };
    return McpError.builder(code)
        .message(failure.message())
        .data(Map.of("error", failure.toJson()))
        .build();
  }
}

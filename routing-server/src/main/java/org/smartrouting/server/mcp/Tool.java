package org.smartrouting.server.mcp;

import com.google.protobuf.Message;
import io.grpc.StatusRuntimeException;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One tool: turns arguments into a request, calls, and turns the answer into a result. */
final class Tool {
  private static final Logger log = LoggerFactory.getLogger(Tool.class);

  private final McpSchema.Tool description;
  private final RequestForm form;
  private final UnaryOperator<Message> call;
  private final McpJsonMapper json;

  /**
   * Makes a tool.
   *
   * @param call answers a request, or throws a {@link StatusRuntimeException}
   */
  Tool(
      McpSchema.Tool description,
      RequestForm form,
      UnaryOperator<Message> call,
      McpJsonMapper json) {
    this.description = description;
    this.form = form;
    this.call = call;
    this.json = json;
  }

  /** What callers are told of it. */
  McpSchema.Tool description() {
    return description;
  }

  /** Calls it; what goes wrong is a result, too. */
  CallToolResult call(Map<String, Object> arguments) {
    UnaryOperator<String> argumentOf = UnaryOperator.identity();
    try {
      RequestForm.Parsed parsed = form.read(arguments == null ? Map.of() : arguments);
      argumentOf = parsed.argumentOf();
      return success(call.apply(parsed.request()));
    } catch (ArgumentsRefusedException e) {
      return failure(CallFailure.of(e.problems()));
    } catch (StatusRuntimeException e) {
      return failure(CallFailure.of(e, argumentOf));
    } catch (RuntimeException e) {
      log.error("{} failed unexpectedly", description.name(), e);
      return failure(CallFailure.internal());
    }
  }

  private CallToolResult success(Message answer) {
    Map<String, Object> content = MessageWriter.write(answer);
    return CallToolResult.builder()
        .structuredContent(content)
        .addTextContent(Sentences.of(answer))
        .addTextContent(text(content))
        .isError(false)
        .build();
  }

  private static CallToolResult failure(CallFailure failure) {
    return CallToolResult.builder()
        .structuredContent(Map.of("error", failure.toJson()))
        .addTextContent(failure.toText())
        .isError(true)
        .build();
  }

  // For clients that show only the texts of a result to their model.
  private String text(Map<String, Object> content) {
    try {
      return json.writeValueAsString(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

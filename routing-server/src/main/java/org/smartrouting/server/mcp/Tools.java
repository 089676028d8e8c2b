package org.smartrouting.server.mcp;

import com.google.protobuf.Message;
import io.grpc.Channel;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.smartrouting.server.mcp.ToolTable.Effect;

/** Makes the tools of the table, all over one channel. */
final class Tools {
  /** How long a call may take beyond the wait that it asks for. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private static final String ONE_OR_MORE =
      "\n\nGive either `tasks`, or the title, description and other fields of one task.";
  private static final String PARTIAL =
      "\n\nGive the new values in `plan`, or beside `task_id`; without `update_mask` those that are"
          + " given are changed, with it those that it names, and what it names and is not given is"
          + " emptied.";

  private final Channel channel;
  private final Waiting waiting;
  private final McpJsonMapper json;
  private final ApiText text = new ApiText(ToolTable.byMethod());

  Tools(Channel channel, Waiting waiting, McpJsonMapper json) {
    this.channel = channel;
    this.waiting = waiting;
    this.json = json;
  }

  /** All of them. */
  List<Tool> all() {
    return ToolTable.ALL.stream().map(this::tool).toList();
  }

  private Tool tool(ToolTable.Entry entry) {
    RequestForm form = form(entry);
    McpSchema.Tool description =
        McpSchema.Tool.builder(entry.name(), form.schema())
            .title(entry.title())
            .description(description(entry))
            .outputSchema(MessageSchema.output(text, entry.rpc().response().getDescriptorForType()))
            .annotations(annotations(entry))
            .build();
    return new Tool(description, form, call(entry), json);
  }

  private RequestForm form(ToolTable.Entry entry) {
    return switch (entry.name()) {
      case ToolTable.PLAN_TASK -> new PlanTaskForm(text);
      case ToolTable.UPDATE_TASK -> new UpdateTaskForm(text);
      default -> new PlainForm(entry.rpc().request(), text);
    };
  }

  private UnaryOperator<Message> call(ToolTable.Entry entry) {
    UnaryOperator<Message> call =
        entry.name().equals(ToolTable.SPECIALIST_WORK)
            ? new SpecialistWork(channel, MARGIN)::call
            : request -> entry.rpc().call(channel, request, Waiting.asked(request).plus(MARGIN));
    return request -> waiting.within(Waiting.asked(request), () -> call.apply(request));
  }

  private String description(ToolTable.Entry entry) {
    return switch (entry.name()) {
      case ToolTable.SPECIALIST_WORK -> SpecialistWork.DESCRIPTION;
      case ToolTable.PLAN_TASK -> text.of(entry.rpc().declaration()) + ONE_OR_MORE;
      case ToolTable.UPDATE_TASK -> text.of(entry.rpc().declaration()) + PARTIAL;
      default -> text.of(entry.rpc().declaration());
    };
  }

  private static ToolAnnotations annotations(ToolTable.Entry entry) {
    return ToolAnnotations.builder()
        .title(entry.title())
        .readOnlyHint(entry.effect() == Effect.NONE)
        .destructiveHint(entry.effect() == Effect.DESTRUCTIVE)
        .idempotentHint(entry.effect() == Effect.NONE || entry.effect() == Effect.REPEATABLE)
        .openWorldHint(false)
        .build();
  }
}

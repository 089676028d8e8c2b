package org.smartrouting.server.mcp;

import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.smartrouting.server.role.Role;
import org.smartrouting.server.role.Roles;

/** The roles of specialists as prompts: what somebody in the role is told. */
final class RolePrompts {
  private static final String TASK = "task";

  private RolePrompts() {}

  /** One prompt for each role, by its name. */
  static List<SyncPromptSpecification> of(Roles roles) {
    return roles.all().stream().map(RolePrompts::prompt).toList();
  }

  private static SyncPromptSpecification prompt(Role role) {
    PromptArgument task =
        new PromptArgument(TASK, "Task", "What is to be done in the role.", false);
    Prompt prompt =
        Prompt.builder(role.name())
            .title(role.title())
            .description(role.summary())
            .arguments(List.of(task))
            .build();
    return new SyncPromptSpecification(prompt, (context, request) -> answer(role, request));
  }

  private static GetPromptResult answer(Role role, GetPromptRequest request) {
    Map<String, Object> arguments = request.arguments() == null ? Map.of() : request.arguments();
    if (!Set.of(TASK).containsAll(arguments.keySet())) {
      throw McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS)
          .message("the only argument of a role is " + TASK + ", not " + arguments.keySet())
          .build();
    }
    Object task = arguments.get(TASK);
    String text = role.instructions() + (task == null ? "" : "\nThe task:\n" + task + "\n");
    PromptMessage message =
        PromptMessage.builder(McpSchema.Role.USER, TextContent.builder(text).build()).build();
    return GetPromptResult.builder(List.of(message)).build();
  }
}

package org.smartrouting.server.mcp;

import com.google.protobuf.Message;
import java.util.Map;
import java.util.function.UnaryOperator;

/** How the request of a method looks as the arguments of a tool. */
interface RequestForm {
  /** JSON Schema of the arguments. */
  Map<String, Object> schema();

  /**
   * Makes the request.
   *
   * @throws ArgumentsRefusedException if anything is wrong with the arguments
   */
  Parsed read(Map<String, ?> arguments);

  /**
   * Arguments that make a request.
   *
   * @param request the request
   * @param argumentOf turns the path of a field of the request into that of the argument
   */
  record Parsed(Message request, UnaryOperator<String> argumentOf) {}
}

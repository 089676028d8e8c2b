package org.smartrouting.server.mcp;

import com.google.protobuf.Message;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The fields of the request are the arguments. */
final class PlainForm implements RequestForm {
  private final Message prototype;
  private final ApiText text;

  PlainForm(Message prototype, ApiText text) {
    this.prototype = prototype;
    this.text = text;
  }

  @Override
  public Map<String, Object> schema() {
    return MessageSchema.input(text, prototype.getDescriptorForType());
  }

  @Override
  public Parsed read(Map<String, ?> arguments) {
    return new Parsed(MessageReader.read(prototype, arguments, Set.of()), UnaryOperator.identity());
  }
}

package org.smartrouting.server.validation;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Checks requests against the rules that the API declares: the annotations of each field and the
 * rules between fields. The rules of a type of request are compiled when its first request arrives.
 * Safe for use by many threads.
 */
public final class RequestRules {
  private final ConcurrentMap<Descriptor, MessageRules> compiled = new ConcurrentHashMap<>();

  /**
   * Finds what a request breaks.
   *
   * @param request any request of the API
   * @param nowMicros the time, microseconds since the epoch, against which deadlines are held
   * @return the first 20 violations; empty when the request is good
   */
  public List<Violation> check(Message request, long nowMicros) {
    Findings findings = new Findings(nowMicros);
    rules(request.getDescriptorForType()).check(request, findings);
    return findings.toList();
  }

  private MessageRules rules(Descriptor type) {
    MessageRules known = compiled.get(type);
    return known != null
        ? known
        : compiled.computeIfAbsent(type, missing -> new RulesCompiler().compile(missing));
  }
}

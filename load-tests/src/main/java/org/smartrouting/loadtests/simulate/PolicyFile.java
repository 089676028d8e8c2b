package org.smartrouting.loadtests.simulate;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.server.codec.PoolPolicyCodec;
import org.smartrouting.server.validation.RequestRules;
import org.smartrouting.server.validation.Violation;

/**
 * A policy of a pool with a name.
 *
 * @param name what it is called in reports
 * @param policy the rules
 */
public record PolicyFile(String name, PoolPolicy policy) {
  /** Word for the policy of a pool that says nothing. */
  public static final String DEFAULT_NAME = "default";

  /** The policy of a pool that says nothing. */
  public static final PolicyFile DEFAULT = new PolicyFile(DEFAULT_NAME, PoolPolicy.DEFAULT);

  /** Reads a policy, or takes the default one where the path is the word for it. */
  static PolicyFile named(Path path) throws IOException {
    return path.toString().equals(DEFAULT_NAME) ? DEFAULT : read(path);
  }

  /**
   * Reads a policy, which is a {@code PoolPolicy} of the API as JSON; what it leaves out is as in
   * the default policy.
   *
   * @param file the file, whose name without its ending becomes the name of the policy
   * @throws IOException if it is no policy, or breaks a rule that the server would refuse too
   */
  public static PolicyFile read(Path file) throws IOException {
    var message = org.smartrouting.v1.PoolPolicy.newBuilder();
    try {
      JsonFormat.parser().merge(Files.readString(file), message);
    } catch (InvalidProtocolBufferException e) {
      throw new IOException(file + " is not a policy: " + e.getMessage(), e);
    }
    List<Violation> violations = new RequestRules().check(message.build(), 0);
    if (!violations.isEmpty()) {
      String problems =
          violations.stream()
              .map(violation -> violation.field() + " " + violation.rule())
              .collect(Collectors.joining("; "));
      throw new IOException(file + " is not a policy: " + problems);
    }
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
    return new PolicyFile(name, PoolPolicyCodec.over(PoolPolicy.DEFAULT, message.build()));
  }
}

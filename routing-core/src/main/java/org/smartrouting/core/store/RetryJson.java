package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.RetryOverrides;
import org.smartrouting.core.assignment.RetryPolicy;

/** The JSON form of {@link RetryOverrides} and of {@link RetryPolicy}. */
final class RetryJson {
  private @Nullable Integer maxAttempts;
  private @Nullable Long initialBackoff;
  private @Nullable Long maxBackoff;
  private @Nullable Double multiplier;
  private @Nullable Double jitter;

  private RetryJson() {}

  static void write(JsonWriter out, String name, RetryOverrides retry) throws IOException {
    if (retry.equals(RetryOverrides.NONE)) {
      return;
    }
    out.name(name).beginObject();
    number(out, "max_attempts", retry.maxAttempts());
    number(out, "initial_backoff", retry.initialBackoffMicros());
    number(out, "max_backoff", retry.maxBackoffMicros());
    number(out, "multiplier", retry.backoffMultiplier());
    number(out, "jitter", retry.jitter());
    out.endObject();
  }

  /** Writes every field: a policy that is stored must not follow later defaults. */
  static void write(JsonWriter out, String name, RetryPolicy retry) throws IOException {
    write(
        out,
        name,
        new RetryOverrides(
            retry.maxAttempts(),
            retry.initialBackoffMicros(),
            retry.maxBackoffMicros(),
            retry.backoffMultiplier(),
            retry.jitter()));
  }

  static RetryOverrides readOverrides(JsonReader in) throws IOException {
    RetryJson draft = new RetryJson();
    Json.object(in, draft::readField);
    return new RetryOverrides(
        draft.maxAttempts, draft.initialBackoff, draft.maxBackoff, draft.multiplier, draft.jitter);
  }

  static RetryPolicy readPolicy(JsonReader in) throws IOException {
    return readOverrides(in).over(RetryPolicy.DEFAULT);
  }

  private static void number(JsonWriter out, String name, @Nullable Number value)
      throws IOException {
    if (value != null) {
      out.name(name).value(value);
    }
  }

  private void readField(String name, JsonReader in) throws IOException {
    switch (name) {
      case "max_attempts" -> maxAttempts = in.nextInt();
      case "initial_backoff" -> initialBackoff = in.nextLong();
      case "max_backoff" -> maxBackoff = in.nextLong();
      case "multiplier" -> multiplier = in.nextDouble();
      case "jitter" -> jitter = in.nextDouble();
      default -> in.skipValue();
    }
  }
}

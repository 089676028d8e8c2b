package org.smartrouting.loadtests.trace;

import java.util.Locale;
import java.util.function.Function;
import org.smartrouting.core.task.Priority;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options about what the tasks of a made trace ask for. */
final class TaskOptions {
  private static final String NO_DEADLINE = "none";

  @Option(
      names = "--task-types",
      paramLabel = "<mix>",
      defaultValue = TraceTask.DEFAULT_TYPE,
      description = "Types with weights, such as chat=3,code=1. Default: ${DEFAULT-VALUE}.")
  private String taskTypes = "";

  @Option(
      names = "--skills",
      paramLabel = "<mix>",
      defaultValue = "",
      description =
          "Demands with weights, such as 'llm:2=7,llm:4;code:3=2,=1'; an empty demand is"
              + " met by everybody. Default: everybody.")
  private String skills = "";

  @Option(
      names = "--priorities",
      paramLabel = "<mix>",
      defaultValue = "CRITICAL=2,HIGH=18,NORMAL=60,LOW=15,BULK=5",
      description = "Priorities with weights. Default: ${DEFAULT-VALUE}.")
  private String priorities = "";

  @Option(
      names = "--tenants",
      paramLabel = "<mix>",
      defaultValue = "a=5,b=3,c=2",
      description = "Tenants with weights. Default: ${DEFAULT-VALUE}.")
  private String tenants = "";

  @Option(
      names = "--deadlines",
      paramLabel = "<mix>",
      defaultValue = NO_DEADLINE,
      description =
          "Deadlines in seconds from the arrival with weights, such as none=8,30=2."
              + " Default: ${DEFAULT-VALUE}.")
  private String deadlines = "";

  @Option(
      names = "--payload-bytes",
      defaultValue = "0",
      description = "Size of each payload. Default: ${DEFAULT-VALUE}.")
  private int payloadBytes;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of all that is drawn. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Spec(Target.MIXEE)
  private CommandSpec command;

  /** Where chance comes from. */
  Streams streams() {
    return new Streams(seed);
  }

  /** Gives tasks that ask for what the options say. */
  TaskDraws draws() {
    if (payloadBytes < 0 || payloadBytes > TraceReader.MAX_PAYLOAD_BYTES) {
      throw new ParameterException(
          command.commandLine(),
          "--payload-bytes must be 0.." + TraceReader.MAX_PAYLOAD_BYTES + ": " + payloadBytes);
    }
    return new TaskDraws(
        new TaskDraws.Mixes(
            mix("--task-types", taskTypes, TaskOptions::word),
            mix("--skills", skills, SkillLevels::parse),
            mix(
                "--priorities",
                priorities,
                text -> Priority.valueOf(text.toUpperCase(Locale.ROOT))),
            mix("--tenants", tenants, text -> text),
            mix("--deadlines", deadlines, TaskOptions::deadlineMicros)),
        payloadBytes,
        streams());
  }

  /** Reads a mix of an option of the command; names the option when it cannot. */
  private <T> Mix<T> mix(String option, String text, Function<String, T> reader) {
    return MixOption.read(command, option, text, reader);
  }

  private static String word(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a task type must not be empty");
    }
    return text;
  }

  private static long deadlineMicros(String text) {
    if (text.equals(NO_DEADLINE)) {
      return TraceTask.NO_DEADLINE;
    }
    return Decimals.micros(MixOption.number(text, 0));
  }
}

package org.smartrouting.loadtests.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a fleet by chance. */
@Command(
    name = "fleet",
    description = "Makes a fleet by chance: the same options give the same fleet.",
    mixinStandardHelpOptions = true)
final class FleetCommand implements Callable<Integer> {
  private static final int MOST = 100_000;

  @Option(names = "--out", required = true, description = "Fleet to write.")
  private Path output = Path.of("");

  @Option(names = "--specialists", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--skills",
      paramLabel = "<mix>",
      defaultValue = "",
      description = "Skills of a specialist with weights, such as 'llm:3=7,llm:5;code:4=3'.")
  private String skills = "";

  @Option(
      names = "--slots",
      paramLabel = "<mix>",
      defaultValue = "2=1,4=2,8=1",
      description = "Slots with weights. Default: ${DEFAULT-VALUE}.")
  private String slots = "";

  @Option(
      names = "--speeds",
      paramLabel = "<mix>",
      defaultValue = "0.5=1,1=2,2=1",
      description = "Speeds with weights. Default: ${DEFAULT-VALUE}.")
  private String speeds = "";

  @Option(
      names = "--costs-per-s",
      paramLabel = "<mix>",
      defaultValue = "0.5=1,1=2,3=1",
      description = "Prices of a second with weights. Default: ${DEFAULT-VALUE}.")
  private String costs = "";

  @Option(
      names = "--success",
      paramLabel = "<mix>",
      defaultValue = "0.8=1,0.95=2,0.99=1",
      description = "Chances of success with weights. Default: ${DEFAULT-VALUE}.")
  private String success = "";

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (count < 1 || count > MOST) {
      throw new ParameterException(spec.commandLine(), "--specialists must be 1.." + MOST);
    }
    Mix<SkillLevels> skillMix = mix("--skills", skills, SkillLevels::parse);
    Mix<Integer> slotMix = mix("--slots", slots, FleetCommand::slots);
    Mix<Double> speedMix = mix("--speeds", speeds, text -> MixOption.number(text, 1e-6));
    Mix<Double> costMix = mix("--costs-per-s", costs, text -> MixOption.number(text, 0));
    Mix<SuccessRates> successMix = mix("--success", success, SuccessRates::parse);
    Streams streams = new Streams(seed);
    RandomGenerator skillChance = streams.of("skills");
    RandomGenerator slotChance = streams.of("slots");
    RandomGenerator speedChance = streams.of("speeds");
    RandomGenerator costChance = streams.of("costs");
    RandomGenerator successChance = streams.of("success");
    List<FleetMember> fleet = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      fleet.add(
          new FleetMember(
              "s" + i,
              skillMix.draw(skillChance),
              slotMix.draw(slotChance),
              speedMix.draw(speedChance),
              costMix.draw(costChance),
              successMix.draw(successChance)));
    }
    FleetFile.write(output, fleet);
    spec.commandLine().getOut().println(count + " specialists written to " + output);
    return 0;
  }

  private <T> Mix<T> mix(String option, String text, Function<String, T> reader) {
    return MixOption.read(spec, option, text, reader);
  }

  private static int slots(String text) {
    double value = MixOption.number(text, 1);
    if (value != Math.rint(value) || value > FleetFile.MAX_SLOTS) {
      throw new IllegalArgumentException(
          "must be a whole number up to " + FleetFile.MAX_SLOTS + ", not " + text);
    }
    return (int) value;
  }
}

package org.smartrouting.loadtests.drill;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.smartrouting.client.BulkSubmitter;
import org.smartrouting.client.ClientConfig;
import org.smartrouting.client.RoutingClient;
import org.smartrouting.server.config.LogLevel;
import org.smartrouting.v1.Requirement;
import org.smartrouting.v1.SkillRequirement;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.TaskSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Drives a server process with many specialists and tasks, kills it in the middle as often as
 * asked, starts it again, and checks that every acknowledged task succeeded exactly once.
 */
@Command(
    name = "drill",
    description = "Kills a server in mid-work and counts what became of the tasks.",
    mixinStandardHelpOptions = true)
public final class DrillCommand implements Callable<Integer> {
  @Option(names = "--server-jar", required = true, description = "Jar of the server.")
  private Path serverJar = Path.of("");

  @Option(names = "--db-url", required = true, description = "JDBC URL of its database.")
  private String databaseUrl = "";

  @Option(names = "--db-user", defaultValue = "sa", description = "User of the database.")
  private String databaseUser = "";

  @Option(names = "--tasks", defaultValue = "20000", description = "Tasks to submit.")
  private int tasks;

  @Option(names = "--specialists", defaultValue = "100", description = "Specialists.")
  private int specialists;

  @Option(names = "--slots", defaultValue = "4", description = "Slots of each specialist.")
  private int slots;

  @Option(names = "--work-millis", defaultValue = "20", description = "Longest work on a task.")
  private int workMillis;

  @Option(names = "--kills", defaultValue = "1", description = "How often to kill the server.")
  private int kills;

  @Option(names = "--wait-seconds", defaultValue = "240", description = "Longest wait for the end.")
  private int waitSeconds;

  @Spec private CommandSpec spec;

  /** Made by the command line. */
  public DrillCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    LogLevel.WARN.apply();
    Path log = Files.createTempFile("drill-server", ".log");
    List<String> options = List.of("--db-url", databaseUrl, "--db-user", databaseUser);
    try (ServerProcess server = new ServerProcess(serverJar, options, log)) {
      server.start();
      try (RoutingClient client = RoutingClient.connect(ClientConfig.plaintext(server.address()))) {
        DrillResult result = drill(server, client);
        int exit = server.stop();
        result.print(out(), exit);
        if (!result.isGood() || exit != 143) {
          say("the log of the server is " + log);
          return 1;
        }
        Files.deleteIfExists(log);
        return 0;
      }
    }
  }

  private DrillResult drill(ServerProcess server, RoutingClient client)
      throws IOException, InterruptedException {
    Tally tally = new Tally();
    ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<?>> submits = new ArrayList<>();
    long begin = System.nanoTime();
    try (DrillFleet fleet = DrillFleet.start(client, specialists, slots, workMillis, tally)) {
      say(fleet.size() + " specialists with " + slots + " slots each");
      Thread killer = new Thread(() -> killAtIntervals(server, tally), "killer");
      killer.start();
      try (BulkSubmitter submitter = client.bulkSubmitter()) {
        for (int i = 0; i < tasks; i++) {
          submits.add(
              submitter.submit(request(i)).thenAccept(task -> acknowledged.add(task.getTaskId())));
        }
      }
      CompletableFuture.allOf(submits.toArray(new CompletableFuture<?>[0])).join();
      say(acknowledged.size() + " tasks acknowledged");
      killer.join();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(waitSeconds);
      Outcomes outcomes = Outcomes.of(client, acknowledged);
      while (outcomes.open() > 0 && System.nanoTime() < deadline) {
        say(outcomes.succeeded() + " of " + acknowledged.size() + " succeeded");
        TimeUnit.SECONDS.sleep(1);
        outcomes = Outcomes.of(client, acknowledged);
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      return new DrillResult(acknowledged.size(), kills, slots, seconds, outcomes, tally);
    }
  }

  private void killAtIntervals(ServerProcess server, Tally tally) {
    try {
      for (int i = 1; i <= kills; i++) {
        int at = tasks * i / (kills + 1);
        while (tally.finished() < at) {
          TimeUnit.MILLISECONDS.sleep(5);
        }
        server.kill();
        say("server killed after " + tally.finished() + " tasks were worked");
        server.start();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new IllegalStateException("the server cannot be started again", e);
    }
  }

  private static SubmitTaskRequest request(int number) {
    String skill = DrillFleet.SKILLS.get(number % DrillFleet.SKILLS.size());
    return SubmitTaskRequest.newBuilder()
        .setRequestId("drill-" + number)
        .setSpec(
            TaskSpec.newBuilder()
                .setTitle("drill " + number)
                .setTaskType(skill)
                .setRequirement(
                    Requirement.newBuilder()
                        .addSkills(SkillRequirement.newBuilder().setSkill(skill)))
                .setPayload(ByteString.copyFromUtf8(Integer.toString(number))))
        .build();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(String.format(Locale.ROOT, "drill: %s", line));
    err.flush();
  }
}

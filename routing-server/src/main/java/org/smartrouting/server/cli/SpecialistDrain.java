package org.smartrouting.server.cli;

import java.util.List;
import org.smartrouting.v1.DrainSpecialistRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Drains one specialist. */
@Command(
    name = "drain",
    description = "Stops giving new work to a specialist.",
    mixinStandardHelpOptions = true)
final class SpecialistDrain implements Runnable {
  @Mixin private Connection connection;
  @Mixin private Output output;

  @Parameters(paramLabel = "SPECIALIST", description = "Id of the specialist.")
  private String specialistId;

  @Option(names = "--pool", defaultValue = "", description = "Pool. Default: default.")
  private String pool;

  @Override
  public void run() {
    DrainSpecialistRequest request =
        DrainSpecialistRequest.newBuilder().setSpecialistId(specialistId).setPool(pool).build();
    connection.specialists(
        specialists ->
            SpecialistPrinting.list(
                output,
                List.of(connection.timed(specialists).drainSpecialist(request).getSpecialist())));
  }
}

package org.smartrouting.server.cli;

import java.util.ArrayList;
import java.util.List;
import org.smartrouting.v1.ListSpecialistsRequest;
import org.smartrouting.v1.ListSpecialistsResponse;
import org.smartrouting.v1.Specialist;
import org.smartrouting.v1.SpecialistServiceGrpc.SpecialistServiceBlockingStub;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the specialists of a pool. */
@Command(
    name = "list",
    description = "Lists the specialists of a pool, ordered by id.",
    mixinStandardHelpOptions = true)
final class SpecialistList implements Runnable {
  private static final int MAX_PAGE = 500;

  @Mixin private Connection connection;
  @Mixin private Output output;

  @Option(names = "--pool", defaultValue = "", description = "Pool. Default: default.")
  private String pool;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "500",
      description = "Most specialists to list. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Override
  public void run() {
    connection.specialists(specialists -> SpecialistPrinting.list(output, read(specialists)));
  }

  private List<Specialist> read(SpecialistServiceBlockingStub specialists) {
    List<Specialist> found = new ArrayList<>();
    ListSpecialistsRequest.Builder request = ListSpecialistsRequest.newBuilder().setPool(pool);
    while (found.size() < limit) {
      request.setPageSize(Math.min(limit - found.size(), MAX_PAGE));
      ListSpecialistsResponse page = connection.timed(specialists).listSpecialists(request.build());
      found.addAll(page.getSpecialistsList());
      if (page.getNextPageToken().isEmpty()) {
        break;
      }
      request.setPageToken(page.getNextPageToken());
    }
    return found;
  }
}

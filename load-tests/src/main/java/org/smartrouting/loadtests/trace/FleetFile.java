package org.smartrouting.loadtests.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Reads and writes fleets: a CSV file with the columns {@code specialist_id, skills, slots, speed,
 * cost_per_s, success}, of which the first is required.
 */
public final class FleetFile {
  private static final String ID = "specialist_id";
  private static final String SKILLS = "skills";
  private static final String SLOTS = "slots";
  private static final String SPEED = "speed";
  private static final String COST = "cost_per_s";
  private static final String SUCCESS = "success";

  /** More than any specialist has. */
  static final int MAX_SLOTS = 10_000;

  private static final double LEAST_SPEED = 1e-6;
  private static final double MOST = 1e6;

  private FleetFile() {}

  /**
   * Reads a fleet, at least one specialist.
   *
   * @throws MalformedFileException if the file is not a fleet
   */
  public static List<FleetMember> read(Path file) throws IOException {
    List<FleetMember> fleet = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    List<String> optional = List.of(SKILLS, SLOTS, SPEED, COST, SUCCESS);
    try (CsvTable table = CsvTable.open(file, List.of(ID), optional)) {
      for (CsvRow row = table.next(); row != null; row = table.next()) {
        FleetMember member = member(row);
        if (!ids.add(member.id())) {
          throw row.wrong(ID, "is there twice: " + member.id());
        }
        fleet.add(member);
      }
    }
    if (fleet.isEmpty()) {
      throw new MalformedFileException(file, 2, "column 1 (" + ID + ")", "there is no specialist");
    }
    return fleet;
  }

  /** Writes a fleet that {@link #read} reads. */
  public static void write(Path file, List<FleetMember> fleet) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
    try (CSVPrinter printer = format.print(Files.newBufferedWriter(file))) {
      printer.printRecord(ID, SKILLS, SLOTS, SPEED, COST, SUCCESS);
      for (FleetMember member : fleet) {
        printer.printRecord(
            member.id(),
            member.skills().text(),
            member.slots(),
            Decimals.text(member.speed()),
            Decimals.text(member.costPerSecond()),
            member.success().text());
      }
    }
  }

  private static FleetMember member(CsvRow row) throws MalformedFileException {
    if (row.text(ID).isEmpty()) {
      throw row.wrong(ID, "must not be blank");
    }
    return new FleetMember(
        row.text(ID),
        row.read(SKILLS, SkillLevels::parse),
        row.whole(SLOTS, 1, 1, MAX_SLOTS),
        row.number(SPEED, 1, LEAST_SPEED, MOST),
        row.number(COST, 0, 0, MOST),
        row.read(SUCCESS, SuccessRates::parse));
  }
}

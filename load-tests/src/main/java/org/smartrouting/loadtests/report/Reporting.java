package org.smartrouting.loadtests.report;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.smartrouting.loadtests.trace.FleetMember;

/** Makes the report of a run from its observations. */
final class Reporting {
  /** Key of the tasks that name no tenant, or no skill. */
  static final String NONE = "(none)";

  private static final double MICROS_PER_SECOND = 1e6;

  private final List<Observation> observations;
  private final Map<String, Labour> labour = new LinkedHashMap<>();
  private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
  private final Group all = new Group();
  private final Map<String, Group> byPriority = new LinkedHashMap<>();
  private final SortedMap<String, Group> byTenant = new TreeMap<>();
  private final SortedMap<String, Group> bySkill = new TreeMap<>();
  private final Series series;
  private final long firstMicros;
  private long lastMicros;
  private int duplicated;
  private int neverStarted;

  Reporting(List<FleetMember> fleet, List<Observation> observations) {
    this.observations = observations;
    fleet.forEach(member -> labour.put(member.id(), new Labour(member)));
    firstMicros = arrivals().min().orElse(0);
    lastMicros = firstMicros;
    series = new Series(firstMicros, arrivals().max().orElse(0));
  }

  RunReport report(RunFacts run) {
    observations.stream()
        .map(seen -> seen.task().priority())
        .distinct()
        .sorted()
        .forEach(priority -> byPriority.put(priority.name(), new Group()));
    observations.forEach(this::add);
    GroupReport whole = all.report();
    double makespanMicros = lastMicros - firstMicros;
    double makespanSeconds = makespanMicros / MICROS_PER_SECOND;
    return new RunReport(
        run,
        observations.size(),
        count(Fate.REFUSED),
        count(Fate.SUCCEEDED),
        count(Fate.FAILED),
        count(Fate.CANCELLED),
        count(Fate.EXPIRED),
        count(Fate.OPEN) + count(Fate.UNKNOWN),
        duplicated,
        neverStarted,
        Rounding.share(count(Fate.SUCCEEDED), makespanSeconds),
        Rounding.of(makespanSeconds),
        Rounding.of(labour.values().stream().mapToDouble(Labour::cost).sum()),
        Rounding.share(count(Fate.SUCCEEDED), observations.size()),
        whole.waitMs(),
        whole.sojournMs(),
        reports(byPriority),
        reports(byTenant),
        reports(bySkill),
        specialists(makespanMicros),
        series.report());
  }

  private LongStream arrivals() {
    return observations.stream().mapToLong(seen -> seen.task().arrivalMicros());
  }

  private void add(Observation seen) {
    fates.merge(seen.fate(), 1, Integer::sum);
    all.add(seen);
    group(byPriority, seen.task().priority().name()).add(seen);
    group(byTenant, seen.task().tenant().isEmpty() ? NONE : seen.task().tenant()).add(seen);
    if (seen.task().skills().byName().isEmpty()) {
      group(bySkill, NONE).add(seen);
    }
    seen.task().skills().byName().keySet().forEach(skill -> group(bySkill, skill).add(seen));
    series.add(seen);
    duplicated += seen.successes() > 1 ? 1 : 0;
    neverStarted += seen.hasStarted() ? 0 : 1;
    for (Work work : seen.attempts()) {
      labourOf(work.specialistId()).add(seen.task(), work);
      lastMicros = Math.max(lastMicros, work.endMicros());
    }
  }

  private Labour labourOf(String specialistId) {
    Labour of = labour.get(specialistId);
    if (of == null) {
      throw new IllegalArgumentException("work of somebody outside the fleet: " + specialistId);
    }
    return of;
  }

  private int count(Fate fate) {
    return fates.getOrDefault(fate, 0);
  }

  private Map<String, SpecialistReport> specialists(double makespanMicros) {
    Map<String, SpecialistReport> reports = new LinkedHashMap<>();
    labour.forEach((id, of) -> reports.put(id, of.report(makespanMicros)));
    return reports;
  }

  private static Group group(Map<String, Group> groups, String key) {
    return groups.computeIfAbsent(key, unused -> new Group());
  }

  private static Map<String, GroupReport> reports(Map<String, Group> groups) {
    Map<String, GroupReport> reports = new LinkedHashMap<>();
    groups.forEach((key, group) -> reports.put(key, group.report()));
    return reports;
  }
}

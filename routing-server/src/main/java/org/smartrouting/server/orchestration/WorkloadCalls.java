package org.smartrouting.server.orchestration;

import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.smartrouting.core.engine.PlanChange;
import org.smartrouting.core.engine.PlanChange.Described;
import org.smartrouting.core.engine.PlanCommand;
import org.smartrouting.core.engine.RouteCommand;
import org.smartrouting.core.engine.SpecialistCommand;
import org.smartrouting.core.engine.SpecialistView;
import org.smartrouting.core.orchestration.SpecialistType;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.score.Performance;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.orchestration.v1.AnalyzeSpecialistsRequest;
import org.smartrouting.orchestration.v1.AnalyzeSpecialistsResponse;
import org.smartrouting.orchestration.v1.ExpertiseReport;
import org.smartrouting.orchestration.v1.ManageWorkloadRequest;
import org.smartrouting.orchestration.v1.ManageWorkloadResponse;
import org.smartrouting.orchestration.v1.SpecialistReport;
import org.smartrouting.orchestration.v1.WorkloadAction;
import org.smartrouting.server.codec.ExplanationCodec;
import org.smartrouting.server.codec.PlanCodec;
import org.smartrouting.server.codec.PlannedTaskCodec;
import org.smartrouting.server.codec.TimeCodec;
import org.smartrouting.server.service.Calls;

/** Tells what specialists do and how well, and moves tasks in time and priority. */
final class WorkloadCalls {
  private static final int MOST = 500;
  private static final int CANDIDATES = 3;
  private static final long ANY_VERSION = 0;
  private static final double DEFAULT_THRESHOLD = 0.8;

  private final Calls calls;
  private final OrchestrationParts parts;

  WorkloadCalls(OrchestrationParts parts) {
    this.calls = parts.calls();
    this.parts = parts;
  }

  void analyze(
      AnalyzeSpecialistsRequest request, StreamObserver<AnalyzeSpecialistsResponse> observer) {
    PoolKey pool = calls.pool(request.getPool());
    switch (request.getAction()) {
      case SPECIALIST_ACTION_SUGGEST_ASSIGNMENT -> suggest(request, pool, observer);
      case SPECIALIST_ACTION_UPDATE_EXPERTISE -> teach(request, pool, observer);
      case SPECIALIST_ACTION_ANALYZE_PERFORMANCE ->
          specialists(
              pool,
              roles(request),
              observer,
              views -> calls.later(parts.blocking(), observer, () -> performance(views, observer)));
      default ->
          specialists(
              pool,
              roles(request),
              observer,
              views -> {
                List<SpecialistReport> reports = reports(views);
                observer.onNext(
                    AnalyzeSpecialistsResponse.newBuilder()
                        .addAllSpecialists(reports)
                        .setSummary(Loads.of(reports).inWords())
                        .build());
                observer.onCompleted();
              });
    }
  }

  private void suggest(
      AnalyzeSpecialistsRequest request,
      PoolKey pool,
      StreamObserver<AnalyzeSpecialistsResponse> observer) {
    TaskSpec spec = PlanCodec.spec(request.getTaskRequirements(), Loads.NO_SESSION, List.of());
    calls.ask(
        pool,
        new RouteCommand.DryRun(pool, spec.withSession("").withFairnessKey(""), CANDIDATES),
        observer,
        explained -> {
          AnalyzeSpecialistsResponse.Builder response =
              AnalyzeSpecialistsResponse.newBuilder()
                  .setDecision(ExplanationCodec.toMessage(explained).getDecision())
                  .setSummary(explained.summary());
          explained
              .candidates()
              .forEach(
                  each ->
                      response.addSpecialists(
                          SpecialistReport.newBuilder().setSpecialistId(each.specialistId())));
          observer.onNext(response.build());
          observer.onCompleted();
        });
  }

  private void teach(
      AnalyzeSpecialistsRequest request,
      PoolKey pool,
      StreamObserver<AnalyzeSpecialistsResponse> observer) {
    SpecialistKey key = new SpecialistKey(pool, request.getSpecialistId());
    String skill = PlanCodec.role(request.getSpecialistType()).skill();
    SpecialistCommand.Update command =
        new SpecialistCommand.Update(
            key, base -> withSkill(base, skill, request.getLevel()), ANY_VERSION);
    calls.answer(
        pool,
        Lane.WORK,
        command,
        observer,
        view ->
            AnalyzeSpecialistsResponse.newBuilder()
                .addSpecialists(Loads.report(view))
                .setSummary(key.id() + " has level " + request.getLevel() + " in " + skill + " now")
                .build());
  }

  private static SpecialistSpec withSkill(SpecialistSpec base, String skill, int level) {
    Map<String, Integer> skills = new HashMap<>(base.skills());
    skills.put(skill, level);
    return new SpecialistSpec(
        base.displayName(),
        base.role(),
        base.instructions(),
        skills,
        base.labels(),
        base.slots(),
        base.costPerSecond());
  }

  private void performance(
      List<SpecialistView> views, StreamObserver<AnalyzeSpecialistsResponse> observer) {
    List<SpecialistReport> reports = new ArrayList<>();
    for (SpecialistView view : views) {
      reports.add(
          Loads.report(view).toBuilder()
              .addAllExpertise(expertise(view.specialist().key()))
              .build());
    }
    long known = reports.stream().filter(report -> report.getExpertiseCount() > 0).count();
    observer.onNext(
        AnalyzeSpecialistsResponse.newBuilder()
            .addAllSpecialists(reports)
            .setSummary("of " + known + " of " + reports.size() + " specialists results are known")
            .build());
    observer.onCompleted();
  }

  private List<ExpertiseReport> expertise(SpecialistKey key) {
    List<ExpertiseReport> reports = new ArrayList<>();
    int shard = calls.shards().numberOf(key.pool());
    parts
        .store()
        .performanceOf(shard, key)
        .forEach(
            (type, known) -> {
              if (known.results() > 0) {
                reports.add(report(type, known));
              }
            });
    return reports;
  }

  private static ExpertiseReport report(String type, Performance known) {
    ExpertiseReport.Builder report =
        ExpertiseReport.newBuilder()
            .setTaskType(type)
            .setSuccess(known.successes() / known.results())
            .setResults(known.results());
    if (known.durations() > 0) {
      report.setDuration(TimeCodec.seconds(Math.exp(known.meanLogSeconds())));
    }
    return report.build();
  }

  void manage(ManageWorkloadRequest request, StreamObserver<ManageWorkloadResponse> observer) {
    switch (request.getAction()) {
      case WORKLOAD_ACTION_DEFER_TASK -> {
        long until = calls.nowMicros() + TimeCodec.micros(request.getDeferFor());
        change(request, PlanChange.deferred(until), "it is deferred", observer);
      }
      case WORKLOAD_ACTION_PRIORITY_BOOST ->
          change(
              request,
              PlanChange.of(base -> boosted(base, request)),
              "it has a higher priority now",
              observer);
      default -> loads(request, observer);
    }
  }

  private static Described boosted(Described base, ManageWorkloadRequest request) {
    Priority next =
        switch (base.spec().priority()) {
          case CRITICAL, HIGH -> Priority.CRITICAL;
          case NORMAL -> Priority.HIGH;
          case LOW -> Priority.NORMAL;
          case BULK -> Priority.LOW;
        };
    String named = request.getPriority().name().substring("PRIORITY_".length());
    Priority wanted = named.equals("UNSPECIFIED") ? next : Priority.valueOf(named);
    return new Described(base.spec().withPriority(wanted), base.plan());
  }

  private void change(
      ManageWorkloadRequest request,
      PlanChange change,
      String summary,
      StreamObserver<ManageWorkloadResponse> observer) {
    TaskId id = TaskId.parse(request.getTaskId());
    calls.answer(
        id,
        Lane.WORK,
        new PlanCommand.Update(calls.tenant(), id, change, 0),
        observer,
        task ->
            ManageWorkloadResponse.newBuilder()
                .setTask(PlannedTaskCodec.toMessage(task))
                .setSummary(summary)
                .build());
  }

  private void loads(
      ManageWorkloadRequest request, StreamObserver<ManageWorkloadResponse> observer) {
    Set<SpecialistType> roles = new HashSet<>();
    request.getSpecialistFilterList().forEach(type -> roles.add(PlanCodec.role(type)));
    specialists(
        calls.pool(request.getPool()),
        roles,
        observer,
        views -> {
          double threshold =
              request.hasWorkloadThreshold() ? request.getWorkloadThreshold() : DEFAULT_THRESHOLD;
          Loads loads = Loads.of(reports(views));
          ManageWorkloadResponse.Builder response =
              ManageWorkloadResponse.newBuilder()
                  .addAllSpecialists(loads.reports())
                  .setAcceptsWork(loads.acceptWork(threshold))
                  .setImbalance(loads.imbalance())
                  .setSummary(loads.inWords());
          if (request.getAction() == WorkloadAction.WORKLOAD_ACTION_SUGGEST_REBALANCING) {
            response.addAllSuggestions(loads.suggestions(threshold));
          }
          observer.onNext(response.build());
          observer.onCompleted();
        });
  }

  private void specialists(
      PoolKey pool,
      Set<SpecialistType> roles,
      StreamObserver<?> observer,
      Consumer<List<SpecialistView>> next) {
    calls.ask(
        pool,
        new SpecialistCommand.ListAll(pool, "", MOST),
        observer,
        all ->
            next.accept(
                all.stream()
                    .filter(
                        view -> {
                          Set<String> skills = view.specialist().spec().skills().keySet();
                          return roles.isEmpty()
                              || roles.stream().anyMatch(role -> skills.contains(role.skill()));
                        })
                    .toList()));
  }

  private static Set<SpecialistType> roles(AnalyzeSpecialistsRequest request) {
    return request.getSpecialistTypeValue() == 0
        ? Set.of()
        : Set.of(PlanCodec.role(request.getSpecialistType()));
  }

  private static List<SpecialistReport> reports(List<SpecialistView> views) {
    return views.stream()
        .map(Loads::report)
        .sorted(Comparator.comparingDouble(SpecialistReport::getUtilization).reversed())
        .toList();
  }
}

package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import org.smartrouting.core.orchestration.Artifact;
import org.smartrouting.core.orchestration.ChildCounts;
import org.smartrouting.core.orchestration.CriterionResult;
import org.smartrouting.core.orchestration.PlanState;
import org.smartrouting.core.orchestration.PlanState.Execution;
import org.smartrouting.core.orchestration.PlanState.Report;
import org.smartrouting.core.orchestration.Waiver;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.TaskId;

/** The JSON text of a {@link PlanState}. */
final class PlanStateJson {
  private boolean begun;
  private boolean bySelf;
  private long lease;
  private RequestFingerprint executedBy = RequestFingerprint.NONE;
  private String summary = "";
  private List<CriterionResult> results = List.of();
  private List<String> filePaths = List.of();
  private int revision;
  private RequestFingerprint reportedBy = RequestFingerprint.NONE;
  private List<Artifact> artifacts = List.of();
  private List<Waiver> waivers = List.of();
  private ChildCounts children = ChildCounts.NONE;
  private boolean archived;

  private PlanStateJson() {}

  static String write(PlanState state) {
    return Json.write(out -> writeFields(out, state));
  }

  static PlanState read(String json) {
    PlanStateJson draft = new PlanStateJson();
    Json.read(json, draft::readField);
    return draft.build();
  }

  private static void writeFields(JsonWriter out, PlanState state) throws IOException {
    Execution execution = state.execution();
    if (execution.begun()) {
      out.name("begun").value(true);
      out.name("by_self").value(execution.bySelf());
      Json.number(out, "lease", execution.leaseMicros(), 0);
      fingerprint(out, "executed_by", execution.request());
    }
    Report report = state.report();
    Json.text(out, "summary", report.summary());
    if (!report.results().isEmpty()) {
      out.name("results").beginArray();
      for (CriterionResult result : report.results()) {
        ArtifactJson.writeResult(out, result);
      }
      out.endArray();
    }
    Json.texts(out, "files", report.filePaths());
    Json.number(out, "revision", report.revision(), 0);
    fingerprint(out, "reported_by", report.request());
    ArtifactJson.write(out, "artifacts", state.artifacts());
    ArtifactJson.writeWaivers(out, "waivers", state.waivers());
    ChildCounts children = state.children();
    if (children.total() > 0) {
      out.name("children").beginArray();
      out.value(children.open()).value(children.completed());
      out.value(children.failed()).value(children.cancelled());
      out.endArray();
    }
    if (state.archived()) {
      out.name("archived").value(true);
    }
  }

  private void readField(String name, JsonReader in) throws IOException {
    switch (name) {
      case "begun" -> begun = in.nextBoolean();
      case "by_self" -> bySelf = in.nextBoolean();
      case "lease" -> lease = in.nextLong();
      case "executed_by" -> executedBy = fingerprint(in);
      case "summary" -> summary = in.nextString();
      case "results" -> results = Json.list(in, ArtifactJson::readResult);
      case "files" -> filePaths = Json.list(in, JsonReader::nextString);
      case "revision" -> revision = in.nextInt();
      case "reported_by" -> reportedBy = fingerprint(in);
      case "artifacts" -> artifacts = Json.list(in, ArtifactJson::read);
      case "waivers" -> waivers = Json.list(in, ArtifactJson::readWaiver);
      case "children" -> children = children(in);
      case "archived" -> archived = in.nextBoolean();
      default -> in.skipValue();
    }
  }

  private PlanState build() {
    return new PlanState(
        new Execution(begun, bySelf, lease, executedBy),
        new Report(summary, results, filePaths, revision, reportedBy),
        artifacts,
        waivers,
        children,
        archived);
  }

  private static void fingerprint(JsonWriter out, String name, RequestFingerprint value)
      throws IOException {
    if (!value.equals(RequestFingerprint.NONE)) {
      out.name(name).value(new TaskId(value.high(), value.low()).toString());
    }
  }

  private static RequestFingerprint fingerprint(JsonReader in) throws IOException {
    TaskId bits = TaskId.parse(in.nextString());
    return new RequestFingerprint(bits.high(), bits.low());
  }

  private static ChildCounts children(JsonReader in) throws IOException {
    List<Integer> counts = Json.list(in, JsonReader::nextInt);
    return new ChildCounts(counts.get(0), counts.get(1), counts.get(2), counts.get(3));
  }
}

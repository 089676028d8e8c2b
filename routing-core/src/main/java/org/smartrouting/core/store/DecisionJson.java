package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.pool.AssignmentMode;
import org.smartrouting.core.score.BatchSize;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.score.Decision;
import org.smartrouting.core.score.Judgement;
import org.smartrouting.core.score.Posterior;
import org.smartrouting.core.score.ScoreTerm;
import org.smartrouting.core.score.ScoreTermKind;
import org.smartrouting.core.score.SuccessBasis;

/**
 * The JSON form of a {@link Decision}. A term is an array of kind, credits and input, because it is
 * written with every assignment; a term of a kind that this version does not know is left out.
 */
final class DecisionJson {
  private static final Map<String, ScoreTermKind> KINDS =
      Arrays.stream(ScoreTermKind.values())
          .collect(Collectors.toUnmodifiableMap(Enum::name, kind -> kind));
  private static final Map<String, SuccessBasis> BASES =
      Arrays.stream(SuccessBasis.values())
          .collect(Collectors.toUnmodifiableMap(Enum::name, basis -> basis));

  private long decided;
  private String specialist = "";
  private List<Candidate> candidates = List.of();
  private List<ScoreTerm> terms = List.of();
  private @Nullable Posterior posterior;
  private SuccessBasis basis = SuccessBasis.MEAN;
  private long seed;
  private AssignmentMode mode = AssignmentMode.BEST_COST;
  private @Nullable BatchSize batch;

  private DecisionJson() {}

  static void write(JsonWriter out, String name, @Nullable Decision decision) throws IOException {
    if (decision == null) {
      return;
    }
    out.name(name).beginObject();
    Json.number(out, "decided", decision.decidedMicros(), 0);
    Json.text(out, "specialist", decision.specialistId());
    if (decision.mode() != AssignmentMode.BEST_COST) {
      out.name("mode").value(decision.mode().name());
    }
    BatchSize batch = decision.batch();
    if (batch != null) {
      out.name("batch").beginArray().value(batch.tasks()).value(batch.slots()).endArray();
    }
    out.name("candidates").beginArray();
    for (Candidate candidate : decision.candidates()) {
      writeCandidate(out, candidate);
    }
    out.endArray();
    Judgement judgement = decision.judgement();
    if (judgement.basis() != SuccessBasis.MEAN) {
      out.name("basis").value(judgement.basis().name());
    }
    Json.number(out, "seed", judgement.seed(), 0);
    out.endObject();
  }

  static Decision read(JsonReader in) throws IOException {
    DecisionJson draft = new DecisionJson();
    Json.object(in, draft::readField);
    return new Decision(
        draft.decided,
        draft.specialist,
        draft.candidates,
        new Judgement(draft.basis, draft.seed),
        draft.mode,
        draft.batch);
  }

  private static void writeCandidate(JsonWriter out, Candidate candidate) throws IOException {
    out.beginObject();
    Json.text(out, "specialist", candidate.specialistId());
    out.name("terms").beginArray();
    for (ScoreTerm term : candidate.terms()) {
      out.beginArray();
      out.value(term.kind().name());
      out.jsonValue(Decimals.text(term.credits())).jsonValue(Decimals.text(term.input()));
      out.endArray();
    }
    out.endArray();
    Posterior posterior = candidate.posterior();
    if (posterior != null) {
      out.name("posterior").beginArray();
      out.jsonValue(Decimals.text(posterior.alpha())).jsonValue(Decimals.text(posterior.beta()));
      out.endArray();
    }
    out.endObject();
  }

  private void readField(String name, JsonReader in) throws IOException {
    switch (name) {
      case "decided" -> decided = in.nextLong();
      case "specialist" -> specialist = in.nextString();
      case "candidates" -> candidates = Json.list(in, DecisionJson::readCandidate);
      case "mode" -> mode = AssignmentMode.valueOf(in.nextString());
      case "batch" -> batch = readBatch(in);
      case "terms" -> terms = readTerms(in);
      case "posterior" -> posterior = readPosterior(in);
      case "basis" -> basis = BASES.getOrDefault(in.nextString(), SuccessBasis.MEAN);
      case "seed" -> seed = in.nextLong();
      default -> in.skipValue();
    }
  }

  private static Candidate readCandidate(JsonReader in) throws IOException {
    DecisionJson draft = new DecisionJson();
    Json.object(in, draft::readField);
    return new Candidate(draft.specialist, draft.terms, draft.posterior);
  }

  private static BatchSize readBatch(JsonReader in) throws IOException {
    in.beginArray();
    BatchSize read = new BatchSize(in.nextInt(), in.nextInt());
    in.endArray();
    return read;
  }

  private static Posterior readPosterior(JsonReader in) throws IOException {
    in.beginArray();
    Posterior read = new Posterior(in.nextDouble(), in.nextDouble());
    in.endArray();
    return read;
  }

  private static List<ScoreTerm> readTerms(JsonReader in) throws IOException {
    List<ScoreTerm> terms = new ArrayList<>();
    in.beginArray();
    while (in.hasNext()) {
      in.beginArray();
      ScoreTermKind kind = KINDS.get(in.nextString());
      double credits = in.nextDouble();
      double input = in.nextDouble();
      if (kind != null) {
        terms.add(new ScoreTerm(kind, credits, input));
      }
      while (in.hasNext()) {
        in.skipValue();
      }
      in.endArray();
    }
    in.endArray();
    return terms;
  }
}

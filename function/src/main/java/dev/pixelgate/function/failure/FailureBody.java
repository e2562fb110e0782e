package dev.pixelgate.function.failure;

import static java.util.stream.Collectors.joining;

import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.AttemptRecord;
import dev.pixelgate.router.selection.Candidate;
import dev.pixelgate.router.selection.Exclusion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a failure is said over HTTP.
 *
 * @param code the contract's word for it; also the label of {@code pixelgate_refusals_total}
 * @param json {@code {"detail":{"msg":..., "code":...}}}, or the published list form for 422
 * @param retryAfter sent as {@code Retry-After}
 */
public record FailureBody(int status, String code, JsonObject json, Optional<Duration> retryAfter) {
  /** The status and body of this failure. */
  public static FailureBody of(Failure failure) {
    return switch (failure) {
      case Failure.BadRequest f -> plain(400, "bad-request", f.message());
      case Failure.BadImage f -> plain(400, "bad-image", f.message());
      case Failure.UnknownModel f -> unknownModel(f);
      case Failure.BadHeader f -> plain(400, "bad-header", f.header() + ": " + f.message());
      case Failure.ModelError f -> plain(400, "model-error", f.message());
      case Failure.Unauthorized f -> plain(401, "unauthorized", f.message());
      case Failure.Forbidden f -> plain(403, "forbidden", f.message());
      case Failure.OverCap f -> overCap(f);
      case Failure.OverBudget f -> overBudget(new BudgetRefusal(f));
      case Failure.IdempotencyConflict f -> idempotencyConflict(f);
      case Failure.AnswerLost f -> answerLost(f);
      case Failure.NotFound f -> plain(404, "not-found", f.message());
      case Failure.MethodNotAllowed f -> plain(405, "method-not-allowed", f.message());
      case Failure.SlowUpload f ->
          plain(
              408,
              "slow-upload",
              "the body did not arrive within " + f.limit().toSeconds() + " s (limits.upload)");
      case Failure.TooLarge f -> tooLarge(f);
      case Failure.UnsupportedMediaType f -> plain(415, "unsupported-media-type", f.message());
      case Failure.NobodyReads f -> nobodyReads(f);
      case Failure.Invalid f -> invalid(f.errors());
      case Failure.NoOrchestrator f -> again(noOrchestrator(f), whenToAskAgain(f.excluded()));
      case Failure.NoCapacity f ->
          again(attempted(503, "no-capacity", f.message(), f.attempts()), f.retryAfter());
      case Failure.Draining f ->
          again(plain(503, "draining", "this instance is stopping"), Duration.ofSeconds(1));
      case Failure.StoreUnavailable f ->
          again(plain(503, "store-unavailable", f.message()), Duration.ofSeconds(5));
      case Failure.OrchestratorsFailed f -> orchestratorsFailed(f.attempts());
      case Failure.DeadlinePassed f ->
          attempted(
              504, "deadline", "not done within " + f.deadline().toMillis() + " ms", f.attempts());
      case Failure.OfQuote f -> QuoteFailureBody.of(f);
      case Failure.OfReference f -> ReferenceFailureBody.of(f);
      case Failure.RateLimited f -> again(rateLimited(f), f.retryAfter());
      case Failure.Internal f -> plain(500, "internal", "internal error, request " + f.requestId());
      case Failure.ClientGone f -> plain(499, "client-gone", "the client has gone");
    };
  }

  static FailureBody plain(int status, String code, String message) {
    return new FailureBody(status, code, detail(code, message, new JsonObject()), Optional.empty());
  }

  static FailureBody again(FailureBody body, Duration after) {
    JsonObject detail = body.json.getJsonObject("detail");
    detail.put("retry_after", seconds(after));
    return new FailureBody(body.status, body.code, body.json, Optional.of(after));
  }

  /** Whole seconds, at least one. */
  public static long seconds(Duration duration) {
    return Math.max(1, duration.plusMillis(999).toSeconds());
  }

  static JsonObject detail(String code, String message, JsonObject facts) {
    JsonObject detail = new JsonObject().put("msg", message).put("code", code);
    return new JsonObject().put("detail", detail.mergeIn(facts));
  }

  private static FailureBody unknownModel(Failure.UnknownModel failure) {
    String message =
        "model "
            + failure.model()
            + " is not offered here; there is "
            + String.join(", ", failure.models());
    return new FailureBody(
        400,
        "unknown-model",
        detail(
            "unknown-model",
            message,
            new JsonObject().put("models", new JsonArray(List.copyOf(failure.models())))),
        Optional.empty());
  }

  private static FailureBody overCap(Failure.OverCap failure) {
    Candidate nearest = failure.nearest();
    String message =
        "charge %s at %s is over the cap of %s (nearest offer: %s)"
            .formatted(
                nearest.charge(),
                nearest.offer().price(),
                failure.cap(),
                nearest.offer().orchestrator());
    JsonObject facts =
        new JsonObject()
            .put("cap", failure.cap().toString())
            .put(
                "nearest",
                new JsonObject()
                    .put("orchestrator", nearest.offer().orchestrator())
                    .put("model_id", nearest.offer().capability().model())
                    .put("price", nearest.offer().price().toString())
                    .put("charge", nearest.charge().toString()));
    JsonArray unable = unable(failure.excluded());
    if (!unable.isEmpty()) {
      facts.put("unable", unable);
    }
    return new FailureBody(402, "over-cap", detail("over-cap", message, facts), Optional.empty());
  }

  private static FailureBody rateLimited(Failure.RateLimited failure) {
    JsonObject facts =
        new JsonObject()
            .put("value", failure.value())
            .put("limit", failure.limit())
            .put("unit", failure.unit());
    return new FailureBody(
        429, "rate-limited", detail("rate-limited", failure.message(), facts), Optional.empty());
  }

  private static FailureBody overBudget(BudgetRefusal refusal) {
    return new FailureBody(
        402,
        "over-budget",
        detail("over-budget", refusal.message(), refusal.facts()),
        Optional.empty());
  }

  private static FailureBody idempotencyConflict(Failure.IdempotencyConflict failure) {
    String code = "idempotency-conflict";
    String message =
        ("the Idempotency-Key was used by request %s for another job: another image or other"
                + " parameters; a new job needs a new key")
            .formatted(failure.request());
    JsonObject facts = new JsonObject().put("request", failure.request());
    return new FailureBody(409, code, detail(code, message, facts), Optional.empty());
  }

  private static FailureBody answerLost(Failure.AnswerLost failure) {
    String code = "answer-lost";
    String message =
        ("request %s was charged %s and cannot be answered again: %s;"
                + " nothing more is charged under its Idempotency-Key, a new key buys anew")
            .formatted(failure.request(), failure.charge(), failure.why());
    JsonObject facts =
        new JsonObject()
            .put("request", failure.request())
            .put("charge", failure.charge().toString());
    return new FailureBody(502, code, detail(code, message, facts), Optional.empty());
  }

  /** Who would be asked for the same picture in another format. */
  private static JsonArray unable(List<Exclusion> excluded) {
    JsonArray unable = new JsonArray();
    for (Exclusion exclusion : excluded) {
      if (exclusion instanceof Exclusion.Format format) {
        unable.add(reason(format));
      }
    }
    return unable;
  }

  private static JsonObject reason(Exclusion exclusion) {
    return new JsonObject()
        .put("orchestrator", exclusion.orchestrator())
        .put("why", exclusion.why());
  }

  private static FailureBody noOrchestrator(Failure.NoOrchestrator failure) {
    JsonArray unable = new JsonArray();
    failure.excluded().forEach(one -> unable.add(reason(one)));
    String message =
        unable.isEmpty()
            ? "model %s is not offered at the moment".formatted(failure.model())
            : "nobody can be asked for model %s now (%s %s)"
                .formatted(
                    failure.model(),
                    failure.excluded().getFirst().orchestrator(),
                    failure.excluded().getFirst().why());
    String code = "no-orchestrator";
    JsonObject facts = new JsonObject().put("model_id", failure.model()).put("unable", unable);
    return new FailureBody(503, code, detail(code, message, facts), Optional.empty());
  }

  /**
   * Who is only silent, or waits for a rate, may be back with the next round. Anything else changes
   * with what orchestrators say of themselves, which they are asked once a minute.
   */
  private static Duration whenToAskAgain(List<Exclusion> excluded) {
    boolean soon =
        excluded.isEmpty()
            || excluded.stream()
                .anyMatch(e -> e instanceof Exclusion.Stale || e instanceof Exclusion.NoRate);
    return Duration.ofSeconds(soon ? 5 : 60);
  }

  private static FailureBody nobodyReads(Failure.NobodyReads failure) {
    String code = "unsupported-media-type";
    String message =
        "the image is %s; offers of %s here read %s"
            .formatted(
                failure.format().title(),
                failure.model(),
                failure.read().stream().map(PictureFormat::title).collect(joining(", ")));
    JsonArray reads = new JsonArray();
    failure.read().forEach(format -> reads.add(word(format)));
    JsonObject facts =
        new JsonObject()
            .put("format", word(failure.format()))
            .put("model_id", failure.model())
            .put("reads", reads);
    return new FailureBody(415, code, detail(code, message, facts), Optional.empty());
  }

  /** As the configuration writes it, such as {@code jpeg}. */
  private static String word(PictureFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  private static FailureBody tooLarge(Failure.TooLarge failure) {
    String value = failure.value() < 0 ? "" : " of " + failure.value() + " " + failure.unit();
    String message =
        "%s%s is over the limit of %d %s"
            .formatted(failure.what(), value, failure.limit(), failure.unit());
    JsonObject facts = new JsonObject().put("limit", failure.limit()).put("unit", failure.unit());
    if (failure.value() >= 0) {
      facts.put("value", failure.value());
    }
    return new FailureBody(413, "too-large", detail("too-large", message, facts), Optional.empty());
  }

  private static FailureBody invalid(List<FieldError> errors) {
    JsonArray list = new JsonArray();
    for (FieldError error : errors) {
      list.add(
          new JsonObject()
              .put("loc", new JsonArray().add(error.place()).add(error.field()))
              .put("msg", error.message())
              .put("type", error.type()));
    }
    return new FailureBody(422, "invalid", new JsonObject().put("detail", list), Optional.empty());
  }

  private static FailureBody orchestratorsFailed(List<AttemptRecord> attempts) {
    String last = attempts.isEmpty() ? "" : ": " + attempts.getLast().detail();
    String message = "every attempt failed (" + attempts.size() + ")" + last;
    return attempted(502, "orchestrators-failed", message, attempts);
  }

  private static FailureBody attempted(
      int status, String code, String message, List<AttemptRecord> attempts) {
    JsonArray list = new JsonArray();
    for (AttemptRecord attempt : attempts) {
      list.add(
          new JsonObject()
              .put("orchestrator", attempt.orchestrator())
              .put("outcome", attempt.outcome())
              .put("what", attempt.detail())
              .put("ms", attempt.took().toMillis()));
    }
    JsonObject facts = new JsonObject().put("attempts", list);
    return new FailureBody(status, code, detail(code, message, facts), Optional.empty());
  }
}

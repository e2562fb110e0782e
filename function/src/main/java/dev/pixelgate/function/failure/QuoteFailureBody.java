package dev.pixelgate.function.failure;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** How the failures of quotes are said; each with its facts beside the sentence. */
final class QuoteFailureBody {
  private QuoteFailureBody() {}

  static FailureBody of(Failure.OfQuote failure) {
    return switch (failure) {
      case Failure.OfQuote.Mismatch f ->
          body(
              409,
              "quote-mismatch",
              "the quote is for %s %s, the order for %s"
                  .formatted(f.field(), f.quoted(), f.asked()),
              new JsonObject()
                  .put("field", f.field())
                  .put("quoted", f.quoted())
                  .put("asked", f.asked()));
      case Failure.OfQuote.Expired f ->
          body(
              409,
              "quote-expired",
              "quote %s held until %s; POST /v1/quotes gives another one"
                  .formatted(f.quote(), f.expired()),
              new JsonObject().put("quote", f.quote()).put("expired", f.expired().toString()));
      case Failure.OfQuote.Used f ->
          body(
              409,
              "quote-used",
              "quote %s was used by another order; POST /v1/quotes gives another one"
                  .formatted(f.quote()),
              new JsonObject().put("quote", f.quote()));
      case Failure.OfQuote.OverCap f -> overCap(f);
      case Failure.OfQuote.Exhausted f -> exhausted(f);
    };
  }

  private static FailureBody overCap(Failure.OfQuote.OverCap failure) {
    return body(
        402,
        "over-cap",
        "the quoted charge %s is over the cap of %s".formatted(failure.charge(), failure.cap()),
        new JsonObject()
            .put("cap", failure.cap().toString())
            .put(
                "nearest",
                new JsonObject()
                    .put("orchestrator", failure.orchestrator())
                    .put("charge", failure.charge().toString())));
  }

  private static FailureBody exhausted(Failure.OfQuote.Exhausted failure) {
    FailureBody body =
        body(
            503,
            "no-capacity",
            "quotes worth %s are outstanding, one more of %s is over the limit of %s (quotes.outstanding)"
                .formatted(failure.outstanding(), failure.charge(), failure.limit()),
            new JsonObject()
                .put("charge", failure.charge().toString())
                .put("outstanding", failure.outstanding().toString())
                .put("limit", failure.limit().toString()));
    return FailureBody.again(body, failure.retryAfter());
  }

  private static FailureBody body(int status, String code, String message, JsonObject facts) {
    return new FailureBody(
        status, code, FailureBody.detail(code, message, facts), Optional.empty());
  }
}

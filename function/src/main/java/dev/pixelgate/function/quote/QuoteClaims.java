package dev.pixelgate.function.quote;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.quote.Quote;
import dev.pixelgate.pricing.quote.QuotedJob;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * The JSON of a quote: the registered claims of RFC 7519 where there are some, numbers as integers,
 * money as text with its unit.
 */
final class QuoteClaims {
  private QuoteClaims() {}

  static String of(Quote quote) {
    return new JsonObject()
        .put("jti", quote.id())
        .put("sub", quote.account())
        .put("pipeline", quote.job().capability().pipeline().wireName())
        .put("model_id", quote.job().capability().model())
        .put("pixels", quote.job().pixels().count())
        .put("images", quote.job().images())
        .put("charge", quote.charge().toString())
        .put("price", quote.price().toString())
        .put("orchestrator", quote.orchestrator())
        .put("iat", quote.issued().getEpochSecond())
        .put("exp", quote.expires().getEpochSecond())
        .encode();
  }

  /**
   * Reads what was signed here, maybe by another version.
   *
   * @throws IllegalArgumentException when it is no quote that this one understands
   */
  static Quote parse(String json) {
    try {
      JsonObject claims = new JsonObject(json);
      Pipeline pipeline =
          Pipeline.of(text(claims, "pipeline"))
              .orElseThrow(() -> new IllegalArgumentException("it names no pipeline"));
      return new Quote(
          text(claims, "jti"),
          text(claims, "sub"),
          new QuotedJob(
              new Capability(pipeline, text(claims, "model_id")),
              new Pixels(number(claims, "pixels")),
              Math.toIntExact(number(claims, "images"))),
          Usd.parse(text(claims, "charge")),
          Price.parse(text(claims, "price")),
          text(claims, "orchestrator"),
          Instant.ofEpochSecond(number(claims, "iat")),
          Instant.ofEpochSecond(number(claims, "exp")));
    } catch (DecodeException | ArithmeticException e) {
      throw new IllegalArgumentException("its claims cannot be read", e);
    }
  }

  private static String text(JsonObject claims, String name) {
    if (claims.getValue(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("it has no " + name);
  }

  private static long number(JsonObject claims, String name) {
    return switch (claims.getValue(name)) {
      case Integer number -> number;
      case Long number -> number;
      case null, default -> throw new IllegalArgumentException("it has no " + name);
    };
  }
}

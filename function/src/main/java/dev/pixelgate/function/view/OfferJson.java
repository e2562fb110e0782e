package dev.pixelgate.function.view;

import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Unsold;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.UsdRatio;
import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.selection.Exclusion;
import dev.pixelgate.router.selection.Standing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One offer as JSON. What is not known is not there: a price that nobody quoted, a charge without a
 * rate, a capacity that is not told, the age of what is only written down.
 */
final class OfferJson {
  private OfferJson() {}

  /** Whether it could be asked at that time, and why not. */
  static void verdict(JsonObject json, Instant now, Standing standing) {
    switch (standing) {
      case Standing.Ranked ranked -> {
        json.put("eligible", ranked.suspendedUntil().isEmpty()).put("rank", ranked.rank());
        ranked
            .suspendedUntil()
            .ifPresent(
                until -> json.put("reason", "suspended").put("why", Suspension.why(now, until)));
      }
      case Standing.Out out -> {
        Exclusion reason = out.reason();
        json.put("eligible", false).put("reason", reason.word()).put("why", reason.why());
        if (reason instanceof Exclusion.OverCap over) {
          json.put("cap", over.cap().toString()).put("over_by", over.excess());
        }
      }
    }
  }

  /** What it asks. */
  static void price(JsonObject json, Standing standing) {
    standing.price().ifPresent(price -> json.put("price", price.toString()));
    inUsd(standing).ifPresent(usd -> json.put("price_usd", usd.toString()));
  }

  /** Of a price in wei, at the rate in force; nothing for one that is in US dollars itself. */
  private static Optional<UsdRatio> inUsd(Standing standing) {
    return standing.price().filter(WeiPerPixel.class::isInstance).isEmpty()
        ? Optional.empty()
        : switch (standing) {
          case Standing.Ranked ranked -> Optional.of(ranked.candidate().ask().perPixel());
          case Standing.Out out -> out.perPixel();
        };
  }

  /** What the job would cost there. */
  static void charge(JsonObject json, Standing standing) {
    Optional<Usd> charge =
        switch (standing) {
          case Standing.Ranked ranked -> Optional.of(ranked.candidate().charge());
          case Standing.Out out -> out.charge();
        };
    charge.ifPresent(usd -> json.put("charge", usd.toString()));
  }

  /** What else is known of it. */
  static void facts(JsonObject json, Instant now, Standing standing) {
    switch (standing) {
      case Standing.Ranked ranked -> facts(json, now, ranked.candidate().offer());
      case Standing.Out out ->
          out.reason()
              .offered()
              .ifPresentOrElse(
                  offer -> facts(json, now, offer), () -> unsold(json, now, out.reason()));
    }
  }

  private static void facts(JsonObject json, Instant now, Offer offer) {
    json.put("warm", offer.warm());
    offer.capacity().ifPresent(jobs -> json.put("capacity", jobs));
    JsonArray formats = new JsonArray();
    for (PictureFormat format : offer.formats()) {
      formats.add(word(format));
    }
    json.put("formats", formats).put("source", offer.source().toString());
    offer.age(now).ifPresent(age -> json.put("age_seconds", seconds(age)));
  }

  private static void unsold(JsonObject json, Instant now, Exclusion reason) {
    if (reason instanceof Exclusion.Unsold(Unsold unsold)) {
      json.put("warm", unsold.warm())
          .put("age_seconds", seconds(Duration.between(unsold.seenAt(), now)));
    }
  }

  /** As the configuration writes it, such as {@code jpeg}. */
  static String word(PictureFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  /** Clocks may be set back. */
  private static long seconds(Duration age) {
    return Math.max(0, age.toSeconds());
  }
}

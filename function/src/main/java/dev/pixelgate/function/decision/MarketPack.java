package dev.pixelgate.function.decision;

import dev.pixelgate.function.store.PriceText;
import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.PriceSource;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Unsold;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.health.Health;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The parts of a market, packed. Enums go by their names, so that another version's order does not
 * matter; one that is not known here is an {@link IllegalArgumentException}.
 */
final class MarketPack {
  private static final int SECONDS = 1;
  private static final int FAILURES = 1 << 1;
  private static final int IN_FLIGHT = 1 << 2;
  private static final int SUSPENDED = 1 << 3;

  private MarketPack() {}

  static void offer(Packer out, Offer offer) {
    out.text(offer.orchestrator());
    price(out, offer.price());
    out.truth(offer.warm());
    out.number(offer.capacity().orElse(-1));
    out.number(offer.formats().size());
    offer.formats().forEach(format -> out.text(format.name()));
    out.text(offer.source().name());
    out.instant(offer.seenAt());
    out.instant(offer.soldUntil());
  }

  static Offer offer(Unpacker in, Capability capability) {
    return new Offer(
        in.text(),
        capability,
        price(in),
        in.truth(),
        capacity(in.integer()),
        formats(in),
        PriceSource.valueOf(in.text()),
        in.instant(),
        in.instant());
  }

  private static OptionalInt capacity(int capacity) {
    return capacity < 0 ? OptionalInt.empty() : OptionalInt.of(capacity);
  }

  private static Set<PictureFormat> formats(Unpacker in) {
    Set<PictureFormat> formats = EnumSet.noneOf(PictureFormat.class);
    for (int left = in.count(); left > 0; left--) {
      formats.add(PictureFormat.valueOf(in.text()));
    }
    return formats;
  }

  static void unsold(Packer out, Unsold unsold) {
    out.text(unsold.orchestrator());
    out.maybe(unsold.price(), MarketPack::price);
    out.truth(unsold.warm());
    out.instant(unsold.seenAt());
    out.text(unsold.reason().name());
    out.text(unsold.detail());
  }

  static Unsold unsold(Unpacker in, Capability capability) {
    return new Unsold(
        in.text(),
        capability,
        in.maybe(MarketPack::price),
        in.truth(),
        in.instant(),
        Unsold.Reason.valueOf(in.text()),
        in.text());
  }

  private static void price(Packer out, Price price) {
    out.text(PriceText.of(price));
  }

  private static Price price(Unpacker in) {
    return PriceText.parse(in.text());
  }

  static void rate(Packer out, Rate rate) {
    out.text(rate.usdPerEther().toString());
    out.instant(rate.goodUntil());
  }

  static Rate rate(Unpacker in) {
    return new Rate(new BigDecimal(in.text()), in.instant());
  }

  static void cap(Packer out, Cap cap) {
    out.text(cap.source());
    switch (cap) {
      case Cap.PerPixel(Price max, String source) -> {
        out.truth(true);
        price(out, max);
      }
      case Cap.PerRequest(Usd max, String source) -> {
        out.truth(false);
        out.number(max.picodollars());
      }
    }
  }

  static Cap cap(Unpacker in) {
    String source = in.text();
    return in.truth()
        ? new Cap.PerPixel(price(in), source)
        : new Cap.PerRequest(new Usd(in.number()), source);
  }

  static void capability(Packer out, Capability capability) {
    out.text(capability.pipeline().wireName());
    out.text(capability.model());
  }

  static Capability capability(Unpacker in) {
    return new Capability(pipeline(in.text()), in.text());
  }

  private static Pipeline pipeline(String name) {
    return Pipeline.of(name)
        .orElseThrow(() -> new IllegalArgumentException("no pipeline: " + name));
  }

  /** A newcomer takes one byte. */
  static void health(Packer out, Health health) {
    int parts =
        (Double.isNaN(health.secondsPerPixel()) ? 0 : SECONDS)
            | (health.failures() == 0 ? 0 : FAILURES)
            | (health.inFlight() == 0 ? 0 : IN_FLIGHT)
            | (health.suspendedUntil().equals(Instant.EPOCH) ? 0 : SUSPENDED);
    out.number(parts);
    if ((parts & SECONDS) != 0) {
      out.real(health.secondsPerPixel());
    }
    if ((parts & FAILURES) != 0) {
      out.real(health.failures());
    }
    if ((parts & IN_FLIGHT) != 0) {
      out.number(health.inFlight());
    }
    if ((parts & SUSPENDED) != 0) {
      out.instant(health.suspendedUntil());
    }
  }

  static Health health(Unpacker in) {
    int parts = in.integer();
    return new Health(
        (parts & SECONDS) == 0 ? Double.NaN : in.real(),
        (parts & FAILURES) == 0 ? 0 : in.real(),
        (parts & IN_FLIGHT) == 0 ? 0 : in.integer(),
        (parts & SUSPENDED) == 0 ? Instant.EPOCH : in.instant());
  }
}

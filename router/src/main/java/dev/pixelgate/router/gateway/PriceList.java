package dev.pixelgate.router.gateway;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.PriceSource;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.UsdPerPixel;
import dev.pixelgate.pricing.UsdRatio;
import dev.pixelgate.pricing.picture.PictureFormat;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What another Pixelgate's {@code /v1/prices} says, as offers of it: for each pipeline and model
 * the cheapest that it would itself buy.
 */
final class PriceList {
  private static final int MAX_ENTRIES = 10_000;

  /** Reasons against an offer that last for seconds. */
  private static final Set<String> PASSING = Set.of("full", "suspended");

  /**
   * A price in wei is a fraction of dollars; it is rounded up so late that no charge changes by
   * more than its last digit.
   */
  private static final int DECIMALS = 40;

  private final String name;
  private final Optional<Rate> rate;

  private PriceList(String name, Optional<Rate> rate) {
    this.name = name;
    this.rate = rate;
  }

  /** The offers, in the name of that gateway; nothing when the document is not a price list. */
  static Optional<List<Offer>> read(String name, Buffer json) {
    try {
      return json.toJsonValue() instanceof JsonObject list
              && list.getValue("offers") instanceof JsonArray entries
          ? Optional.of(new PriceList(name, rate(list.getValue("rate"))).cheapest(entries))
          : Optional.empty();
    } catch (DecodeException notJson) {
      return Optional.empty();
    }
  }

  private List<Offer> cheapest(JsonArray entries) {
    Map<Capability, Offer> cheapest = new HashMap<>();
    entries.stream()
        .limit(MAX_ENTRIES)
        .flatMap(entry -> entry instanceof JsonObject one ? offer(one).stream() : Stream.of())
        .forEach(offer -> cheapest.merge(offer.capability(), offer, PriceList::cheaper));
    return List.copyOf(cheapest.values());
  }

  private static Offer cheaper(Offer one, Offer other) {
    return usd(other).compareTo(usd(one)) < 0 ? other : one;
  }

  private static UsdRatio usd(Offer offer) {
    return offer.price().inUsd(Optional.empty()).orElseThrow();
  }

  /** Whatever is odd about an entry, it is not one. */
  private Optional<Offer> offer(JsonObject entry) {
    if (!isSold(entry)
        || !(entry.getValue("pipeline") instanceof String pipeline)
        || !(entry.getValue("model_id") instanceof String model)
        || model.isBlank()) {
      return Optional.empty();
    }
    Set<PictureFormat> formats = formats(entry.getValue("formats"));
    return Pipeline.of(pipeline)
        .filter(known -> !formats.isEmpty())
        .flatMap(
            known ->
                price(entry.getValue("price"))
                    .map(
                        price ->
                            new Offer(
                                name,
                                new Capability(known, model),
                                price,
                                Boolean.TRUE.equals(entry.getValue("warm")),
                                OptionalInt.empty(),
                                formats,
                                PriceSource.LISTED,
                                Instant.EPOCH,
                                Instant.MAX)));
  }

  /** That somebody is full or has just failed is over long before we read the list again. */
  private static boolean isSold(JsonObject entry) {
    return Boolean.TRUE.equals(entry.getValue("eligible"))
        || (Boolean.FALSE.equals(entry.getValue("eligible"))
            && entry.getValue("reason") instanceof String reason
            && PASSING.contains(reason));
  }

  /** In US dollars at the other gateway's own rate: that is what it will charge in. */
  private Optional<Price> price(Object text) {
    try {
      return text instanceof String said ? inUsd(Price.parse(said)) : Optional.empty();
    } catch (IllegalArgumentException noPrice) {
      return Optional.empty();
    }
  }

  private Optional<Price> inUsd(Price price) {
    return price instanceof UsdPerPixel
        ? Optional.of(price)
        : price
            .inUsd(rate)
            .map(
                usd ->
                    new UsdPerPixel(
                        new BigDecimal(usd.numerator())
                            .divide(
                                new BigDecimal(usd.denominator()),
                                DECIMALS,
                                RoundingMode.CEILING)));
  }

  private static Set<PictureFormat> formats(Object names) {
    Set<PictureFormat> formats = EnumSet.noneOf(PictureFormat.class);
    if (names instanceof JsonArray array) {
      Arrays.stream(PictureFormat.values())
          .filter(format -> array.stream().anyMatch(n -> format.name().equalsIgnoreCase(n + "")))
          .forEach(formats::add);
    }
    return formats;
  }

  /** Such as {@code 3120.55 USD/ETH}. */
  private static Optional<Rate> rate(Object text) {
    try {
      return text instanceof String said
          ? Optional.of(Rate.fixed(new BigDecimal(said.replace("USD/ETH", "").strip())))
          : Optional.empty();
    } catch (IllegalArgumentException noRate) {
      return Optional.empty();
    }
  }
}

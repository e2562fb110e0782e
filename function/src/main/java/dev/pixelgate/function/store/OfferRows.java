package dev.pixelgate.function.store;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.PriceSource;
import dev.pixelgate.pricing.picture.PictureFormat;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements on the offers of the last price book. */
final class OfferRows {
  private static final String COLUMNS =
      "orchestrator, pipeline, model, price, warm, capacity, formats, source, seen_at, sold_until";

  /** With PostgreSQL they pass an event loop, which has others to serve in between. */
  private static final int AT_ONCE = 500;

  private OfferRows() {}

  static Future<Void> insert(Session session, List<Offer> offers) {
    if (offers.isEmpty()) {
      return Future.succeededFuture();
    }
    int now = Math.min(AT_ONCE, offers.size());
    return session
        .changeEach(
            "INSERT INTO book_offer (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            offers.subList(0, now).stream().map(OfferRows::values).toList())
        .compose(inserted -> insert(session, offers.subList(now, offers.size())));
  }

  private static List<@Nullable Object> values(Offer offer) {
    return Arrays.asList(
        offer.orchestrator(),
        offer.capability().pipeline().wireName(),
        offer.capability().model(),
        PriceText.of(offer.price()),
        offer.warm() ? 1L : 0L,
        offer.capacity().isPresent() ? (Long) (long) offer.capacity().getAsInt() : null,
        offer.formats().stream().map(Enum::name).collect(Collectors.joining(" ")),
        offer.source().name(),
        offer.seenAt().toString(),
        offer.soldUntil().toString());
  }

  /**
   * In the order of the book. Fails with {@link IllegalArgumentException} when they hold what this
   * version does not know.
   */
  static Future<List<Offer>> all(Session session) {
    return after(session, Long.MIN_VALUE, new ArrayList<>());
  }

  private static Future<List<Offer>> after(Session session, long id, List<Offer> before) {
    return session
        .rows(
            "SELECT " + COLUMNS + ", id FROM book_offer WHERE id > ? ORDER BY id LIMIT ?",
            id,
            (long) AT_ONCE)
        .compose(
            rows -> {
              rows.forEach(row -> before.add(offer(row)));
              return rows.size() < AT_ONCE
                  ? Future.succeededFuture(before)
                  : after(session, rows.getLast().number(10), before);
            });
  }

  private static Offer offer(Row row) {
    return new Offer(
        row.text(0),
        capability(row.text(1), row.text(2)),
        PriceText.parse(row.text(3)),
        row.number(4) == 1,
        row.maybeNumber(5).map(Math::toIntExact).map(OptionalInt::of).orElse(OptionalInt.empty()),
        formats(row.text(6)),
        PriceSource.valueOf(row.text(7)),
        Instant.parse(row.text(8)),
        Instant.parse(row.text(9)));
  }

  private static Set<PictureFormat> formats(String names) {
    return Arrays.stream(names.split(" "))
        .map(PictureFormat::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Reads a stored capability.
   *
   * @throws IllegalArgumentException when this version does not have the pipeline
   */
  static Capability capability(String pipeline, String model) {
    return new Capability(
        Pipeline.of(pipeline)
            .orElseThrow(() -> new IllegalArgumentException("no pipeline: " + pipeline)),
        model);
  }
}

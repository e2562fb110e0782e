package dev.pixelgate.pricing.receipt;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.pricing.Usd;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Receipts for tests. */
final class Receipts {
  static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  static final Capability MODEL = new Capability(Pipeline.UPSCALE, "xinntao/realesr-general-x4v3");

  private Receipts() {}

  static Receipt of(String id, long picodollars) {
    Usd charge = new Usd(picodollars);
    return new Receipt(
        id,
        "acme",
        NOON,
        MODEL,
        Optional.of(Sha256.of(id.getBytes(StandardCharsets.UTF_8))),
        new Pixels(65_536),
        List.of(
            new PaidAttempt(
                1,
                "beta",
                Price.parse("1.0e-8 USD/px"),
                charge,
                charge,
                "served",
                NOON.minusMillis(412),
                Duration.ofMillis(410))),
        charge,
        Optional.empty(),
        false,
        "beta was the cheapest");
  }

  /** What a chain of so many receipts is made of; the first follows what is given. */
  static List<Link> chain(String instance, int length, Optional<Head> follows) {
    List<Link> links = new ArrayList<>();
    Place place = Place.first(instance, follows);
    for (int i = 0; i < length; i++) {
      Link link = link(of("r_" + instance + i, 1000 + i), place);
      links.add(link);
      place = Place.after(link.head());
    }
    return links;
  }

  static Link link(Receipt receipt, Place place) {
    return new Link(receipt.account(), place, receipt.id(), Receipt.hash(receipt.at(place)));
  }
}

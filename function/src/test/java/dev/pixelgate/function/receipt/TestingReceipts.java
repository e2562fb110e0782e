package dev.pixelgate.function.receipt;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.receipt.PaidAttempt;
import dev.pixelgate.pricing.receipt.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Receipts for tests. */
public final class TestingReceipts {
  public static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

  private TestingReceipts() {}

  /** A receipt of an upscale of 64 pixels. */
  public static Receipt of(String account, String id) {
    return of(account, id, NOON);
  }

  /** One of this time. */
  public static Receipt of(String account, String id, Instant at) {
    Usd charge = new Usd(640_000);
    return new Receipt(
        id,
        account,
        at,
        new Capability(Pipeline.UPSCALE, "xinntao/realesr-general-x4v3"),
        Optional.of(Sha256.of(new byte[0])),
        new Pixels(64),
        List.of(
            new PaidAttempt(
                1,
                "caf\u00e9",
                Price.parse("1.0e-8 USD/px"),
                charge,
                charge,
                "served",
                at,
                Duration.ofMillis(10))),
        charge,
        Optional.empty(),
        false,
        "it was the cheapest");
  }
}

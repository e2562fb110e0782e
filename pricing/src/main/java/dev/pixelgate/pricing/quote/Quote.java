package dev.pixelgate.pricing.quote;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.UsdRatio;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A promise: whoever orders this job until then is charged this much at most.
 *
 * @param id under which it is used once
 * @param account whose orders it is for
 * @param charge the most that is charged over all attempts, whatever the market asks by then
 * @param price of the offer that it was made from
 * @param orchestrator whose offer that was; it need not be the one that does the job
 * @param issued in whole seconds, like {@code expires}
 * @param expires exclusive
 */
public record Quote(
    String id,
    String account,
    QuotedJob job,
    Usd charge,
    Price price,
    String orchestrator,
    Instant issued,
    Instant expires) {
  public Quote {
    if (!expires.isAfter(issued)) {
      throw new IllegalArgumentException(
          "quote %s ends at %s, before it begins at %s".formatted(id, expires, issued));
    }
  }

  /** One that holds from now on, for this time and up to a second less. */
  public static Quote issue(
      String id,
      String account,
      QuotedJob job,
      Usd charge,
      Price price,
      String orchestrator,
      Instant now,
      Duration ttl) {
    Instant issued = now.truncatedTo(ChronoUnit.SECONDS);
    Instant expires = now.plus(ttl).truncatedTo(ChronoUnit.SECONDS);
    Instant least = issued.plusSeconds(1);
    return new Quote(
        id,
        account,
        job,
        charge,
        price,
        orchestrator,
        issued,
        expires.isBefore(least) ? least : expires);
  }

  /** Whether it still holds at this moment. */
  public boolean holdsAt(Instant moment) {
    return moment.isBefore(expires);
  }

  /** Whether it is this account's. */
  public Binding bindsAccount(String orderer) {
    return compare("account", account, orderer);
  }

  /** Whether it is for this pipeline and model. */
  public Binding binds(Capability asked) {
    return compare("pipeline", job.capability().pipeline(), asked.pipeline())
        .and(() -> compare("model_id", job.capability().model(), asked.model()));
  }

  /** Whether it is for this job; the first difference counts. */
  public Binding binds(QuotedJob asked) {
    return binds(asked.capability())
        .and(() -> compare("pixels", job.pixels(), asked.pixels()))
        .and(() -> compare("images", job.images(), asked.images()));
  }

  /**
   * The first of these caps that what is promised is dearer than; equal passes.
   *
   * @param rate what an ether is worth; nothing passes a cap in wei without one
   */
  public Optional<Cap> exceeded(List<Cap> caps, Optional<Rate> rate) {
    return caps.stream().filter(cap -> !isWithin(cap, rate)).findFirst();
  }

  /** The charge was rounded up once, so what is compared is amounts. */
  private boolean isWithin(Cap cap, Optional<Rate> rate) {
    if (cap.perRequest().isPresent()) {
      return charge.compareTo(cap.perRequest().get()) <= 0;
    }
    Optional<UsdRatio> most = cap.perPixel(job.pixels(), rate);
    return most.isPresent()
        && (!most.get().isChargeable(job.pixels())
            || charge.compareTo(most.get().charge(job.pixels())) <= 0);
  }

  private static Binding compare(String field, Object quoted, Object asked) {
    return quoted.equals(asked)
        ? new Binding.Fits()
        : new Binding.Differs(field, quoted.toString(), asked.toString());
  }
}

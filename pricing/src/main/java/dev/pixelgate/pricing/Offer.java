package dev.pixelgate.pricing;

import dev.pixelgate.pricing.picture.PictureFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One orchestrator's price for one capability.
 *
 * @param orchestrator its name in the configuration, in answers and in metrics
 * @param warm whether the model is loaded now
 * @param capacity how many jobs it says it takes at a time or has room for now; absent when it does
 *     not say
 * @param formats the picture formats that it reads, at least one; in the order of the enum
 * @param seenAt when it was last heard of
 * @param soldUntil from then on it is too old to be sold
 */
public record Offer(
    String orchestrator,
    Capability capability,
    Price price,
    boolean warm,
    OptionalInt capacity,
    Set<PictureFormat> formats,
    PriceSource source,
    Instant seenAt,
    Instant soldUntil) {
  public Offer {
    if (formats.isEmpty()) {
      throw new IllegalArgumentException(
          "the offer of %s by %s reads no format".formatted(capability, orchestrator));
    }
    formats = Collections.unmodifiableSet(EnumSet.copyOf(formats));
  }

  /** A configured offer, warm, of unknown capacity; it does not age by itself. */
  public static Offer configured(
      String orchestrator, Capability capability, Price price, Set<PictureFormat> formats) {
    return new Offer(
        orchestrator,
        capability,
        price,
        true,
        OptionalInt.empty(),
        formats,
        PriceSource.CONFIGURED,
        Instant.EPOCH,
        Instant.MAX);
  }

  /** One that reads every format that the gateway reads. */
  public static Offer configured(String orchestrator, Capability capability, Price price) {
    return configured(orchestrator, capability, price, EnumSet.allOf(PictureFormat.class));
  }

  /** The same, heard of now, and sold until then at most. */
  public Offer seen(Instant now, Instant until) {
    Instant end = soldUntil.isBefore(until) ? soldUntil : until;
    return new Offer(orchestrator, capability, price, warm, capacity, formats, source, now, end);
  }

  /** The same, of a model that is loaded now, or not. */
  public Offer warm(boolean loaded) {
    return new Offer(
        orchestrator, capability, price, loaded, capacity, formats, source, seenAt, soldUntil);
  }

  /** The same at another price. */
  public Offer at(Price other) {
    return new Offer(
        orchestrator, capability, other, warm, capacity, formats, source, seenAt, soldUntil);
  }

  /** How long ago it was last heard of; nothing for one that is only written down. */
  public Optional<Duration> age(Instant now) {
    return seenAt.equals(Instant.EPOCH)
        ? Optional.empty()
        : Optional.of(Duration.between(seenAt, now));
  }

  /** Whether it has become too old to be sold. */
  public boolean isStale(Instant now) {
    return !now.isBefore(soldUntil);
  }

  /** Whether a picture of this format can be sent there. */
  public boolean reads(PictureFormat format) {
    return formats.contains(format);
  }
}

package dev.pixelgate.router.selection;

import static java.util.stream.Collectors.joining;

import dev.pixelgate.pricing.Ask;
import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.UsdRatio;
import dev.pixelgate.pricing.picture.PictureFormat;
import java.time.Duration;
import java.util.Optional;

/** An offer of the wanted model that is not asked, and why. */
public sealed interface Exclusion {
  /** Whose it is. */
  String orchestrator();

  /** A phrase for people, such as {@code reads PNG, JPEG; the image is WebP}. */
  String why();

  /** A word for programs, such as {@code over-cap}; that of its reason for what is unsold. */
  default String word() {
    return switch (this) {
      case Format f -> "format";
      case Stale s -> "stale";
      case Hops h -> "hops";
      case NoRate n -> "no-rate";
      case CapNeedsRate c -> "no-rate";
      case Uncountable u -> "uncountable";
      case OverCap o -> "over-cap";
      case Full f -> "full";
      case Unsold u -> u.unsold().reason().toString();
    };
  }

  /** What is offered; nothing for what is unsold. */
  default Optional<Offer> offered() {
    return switch (this) {
      case Format f -> Optional.of(f.offer());
      case Stale s -> Optional.of(s.offer());
      case Hops h -> Optional.of(h.offer());
      case NoRate n -> Optional.of(n.offer());
      case CapNeedsRate c -> Optional.of(c.offer());
      case Uncountable u -> Optional.of(u.ask().offer());
      case OverCap o -> Optional.of(o.candidate().offer());
      case Full f -> Optional.of(f.candidate().offer());
      case Unsold u -> Optional.empty();
    };
  }

  /** It cannot read the image. */
  record Format(Offer offer, PictureFormat format) implements Exclusion {
    @Override
    public String orchestrator() {
      return offer.orchestrator();
    }

    @Override
    public String why() {
      String read = offer.formats().stream().map(PictureFormat::title).collect(joining(", "));
      return "reads " + read + "; the image is " + format.title();
    }
  }

  /**
   * It was heard of too long ago.
   *
   * @param age since it was last heard of
   * @param maxAge from which on it is not sold
   */
  record Stale(Offer offer, Duration age, Duration maxAge) implements Exclusion {
    @Override
    public String orchestrator() {
      return offer.orchestrator();
    }

    @Override
    public String why() {
      return "was last heard of %d s ago, which is over the max-age of %d s"
          .formatted(age.toSeconds(), maxAge.toSeconds());
    }
  }

  /**
   * It is a further gateway, and the request has passed as many as may pass it on.
   *
   * @param hops how many that are
   */
  record Hops(Offer offer, int hops) implements Exclusion {
    @Override
    public String orchestrator() {
      return offer.orchestrator();
    }

    @Override
    public String why() {
      return "is a further gateway; the request has passed %d, at most %d may pass it on"
          .formatted(hops, Demand.MOST_HOPS);
    }
  }

  /**
   * It asks in wei, and nobody knows what that is worth.
   *
   * @param stale the rate that is too old; absent when none is known
   */
  record NoRate(Offer offer, Optional<Rate> stale) implements Exclusion {
    @Override
    public String orchestrator() {
      return offer.orchestrator();
    }

    @Override
    public String why() {
      return "asks "
          + offer.price()
          + ", and "
          + stale
              .map(rate -> "the rate of " + rate + " is stale since " + rate.goodUntil())
              .orElse("no ETH/USD rate is known");
    }
  }

  /** A cap is in wei, and nobody knows what that allows. */
  record CapNeedsRate(Offer offer, Cap cap) implements Exclusion {
    @Override
    public String orchestrator() {
      return offer.orchestrator();
    }

    @Override
    public String why() {
      return "no fresh ETH/USD rate is known for the cap of " + cap;
    }
  }

  /** It asks more than an amount can be. */
  record Uncountable(Ask ask, Pixels pixels) implements Exclusion {
    @Override
    public String orchestrator() {
      return ask.offer().orchestrator();
    }

    @Override
    public String why() {
      return "asks %s, which is over the largest amount for %s pixels"
          .formatted(ask.offer().price(), pixels);
    }
  }

  /**
   * It can do it, and is dearer than allowed.
   *
   * @param cap the strictest that applies
   * @param most what that allows for a pixel of this job
   */
  record OverCap(Candidate candidate, Cap cap, UsdRatio most) implements Exclusion {
    @Override
    public String orchestrator() {
      return candidate.offer().orchestrator();
    }

    /** By how much: of the charge for a cap per request, else of the price. */
    public String excess() {
      return switch (cap) {
        case Cap.PerRequest(Usd max, var source) -> candidate.charge().minus(max).toString();
        case Cap.PerPixel perPixel -> candidate.ask().perPixel().minus(most).toString();
      };
    }

    @Override
    public String why() {
      String price = candidate.offer().price().toString();
      String asked =
          switch (cap) {
            case Cap.PerRequest perRequest -> price + ", here " + candidate.charge();
            case Cap.PerPixel perPixel -> price;
          };
      return "asks %s, which is %s over the cap of %s".formatted(asked, excess(), cap);
    }
  }

  /** It has as many jobs of ours as it takes at a time. */
  record Full(Candidate candidate, int inFlight, int capacity) implements Exclusion {
    @Override
    public String orchestrator() {
      return candidate.offer().orchestrator();
    }

    @Override
    public String why() {
      return inFlight + " jobs are there, of " + capacity + " that it takes at a time";
    }
  }

  /** It is there, and cannot be bought. */
  record Unsold(dev.pixelgate.pricing.Unsold unsold) implements Exclusion {
    @Override
    public String orchestrator() {
      return unsold.orchestrator();
    }

    @Override
    public String why() {
      return unsold.reason() + ": " + unsold.detail();
    }
  }
}

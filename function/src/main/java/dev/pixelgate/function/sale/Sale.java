package dev.pixelgate.function.sale;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.AttemptRecord;
import dev.pixelgate.router.Outcome;
import dev.pixelgate.router.StoredMedia;
import java.time.Duration;
import java.util.List;

/** How a request for a picture ended. */
public sealed interface Sale {
  /** The model that was asked for, after defaults. */
  String model();

  /** What was or would have been charged for. */
  Pixels pixels();

  /** The total charged to the account. */
  Usd charge();

  /** Every attempt, in order. */
  List<AttemptRecord> attempts();

  /** The same, after its bill has taken so long to be closed. */
  default Sale closed(Duration took) {
    return switch (this) {
      case Done done ->
          new Done(done.model, done.pixels, done.charge, done.sold.storedLater(took), done.missed);
      case Reused reused -> reused;
      case NotDone notDone -> notDone;
    };
  }

  /**
   * A picture was bought and stored.
   *
   * @param missed whether it was looked for where it would have cost nothing
   */
  record Done(String model, Pixels pixels, Usd charge, Outcome.Sold sold, boolean missed)
      implements Sale {
    /** One that was looked for nowhere else. */
    public Done(String model, Pixels pixels, Usd charge, Outcome.Sold sold) {
      this(model, pixels, charge, sold, false);
    }

    /** The same, which was looked for elsewhere before. */
    public Done asMissed() {
      return new Done(model, pixels, charge, sold, true);
    }

    @Override
    public List<AttemptRecord> attempts() {
      return sold.attempts();
    }
  }

  /**
   * A picture that another request paid for.
   *
   * @param how it was come by
   * @param orchestrator who made it
   * @param price for a pixel, when it was bought
   * @param served what came with it; the seed is this request's own
   */
  record Reused(
      String model,
      Pixels pixels,
      Reuse how,
      String orchestrator,
      Price price,
      AttemptEnd.Served served,
      StoredMedia media)
      implements Sale {
    @Override
    public Usd charge() {
      return Usd.ZERO;
    }

    @Override
    public List<AttemptRecord> attempts() {
      return List.of();
    }
  }

  /** No picture. */
  record NotDone(
      String model, Pixels pixels, Usd charge, Failure failure, List<AttemptRecord> attempts)
      implements Sale {
    /** The same, for this reason. */
    public NotDone because(Failure other) {
      return new NotDone(model, pixels, charge, other, attempts);
    }
  }
}

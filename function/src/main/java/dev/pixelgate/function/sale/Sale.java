package dev.pixelgate.function.sale;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.router.AttemptRecord;
import dev.pixelgate.router.Outcome;
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
      case Done done -> new Done(done.model, done.pixels, done.charge, done.sold.storedLater(took));
      case NotDone notDone -> notDone;
    };
  }

  /** A picture was bought and stored. */
  record Done(String model, Pixels pixels, Usd charge, Outcome.Sold sold) implements Sale {
    @Override
    public List<AttemptRecord> attempts() {
      return sold.attempts();
    }
  }

  /** No picture. */
  record NotDone(
      String model, Pixels pixels, Usd charge, Failure failure, List<AttemptRecord> attempts)
      implements Sale {}
}

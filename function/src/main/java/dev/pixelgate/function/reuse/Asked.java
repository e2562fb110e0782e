package dev.pixelgate.function.reuse;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.intake.ImagePart;
import dev.pixelgate.function.intake.UpscaleParameters;
import dev.pixelgate.function.sale.Epilogue;
import dev.pixelgate.function.sale.Receipts;
import dev.pixelgate.function.sale.Reuse;
import dev.pixelgate.function.sale.Sale;
import dev.pixelgate.function.sale.Sales;
import dev.pixelgate.function.sale.Terms;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.StoredMedia;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/**
 * One request for a picture that others may ask for too.
 *
 * @param cancellation says that its client has gone
 */
record Asked(
    ResultKey key,
    String model,
    ImagePart image,
    UpscaleParameters parameters,
    Terms terms,
    Cancellation cancellation,
    Epilogue epilogue) {
  /** Orders it, when so much time has passed since it was asked for. */
  Future<Sale> order(Sales sales, Duration waited, Cancellation ofOrder) {
    return sales.sell(image, parameters, terms.later(waited), ofOrder, epilogue);
  }

  /** The picture of somebody else, which is published for this request too. */
  Sale.Reused reused(Reuse how, CachedResult result, StoredMedia media) {
    AttemptEnd.Served served = result.served();
    return new Sale.Reused(
        model,
        pixels(),
        how,
        result.orchestrator(),
        result.price(),
        new AttemptEnd.Served(
            parameters.seed().orElse(served.seed()),
            served.nsfw(),
            served.checker(),
            served.ignored(),
            Duration.ZERO),
        media);
  }

  Receipts.Bought bought() {
    return new Receipts.Bought(terms, new Capability(Pipeline.UPSCALE, model), image, parameters);
  }

  /** No picture, for which nothing was sent on behalf of this request. */
  Sale.NotDone without(Failure failure) {
    return new Sale.NotDone(model, pixels(), Usd.ZERO, failure, List.of());
  }

  private Pixels pixels() {
    return Pixels.ofInput(image.picture().width(), image.picture().height());
  }
}

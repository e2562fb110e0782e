package dev.pixelgate.function.sale;

import dev.pixelgate.function.intake.ImagePart;
import dev.pixelgate.function.intake.UpscaleParameters;
import dev.pixelgate.router.Cancellation;
import io.vertx.core.Future;

/** Comes to a sale: buys it, or knows a way that costs nothing. */
@FunctionalInterface
public interface Sales {
  /**
   * Has this image upscaled on these terms. Completes on the calling event loop, never fails.
   *
   * @param epilogue what the order leaves in the store, if there is an order
   */
  Future<Sale> sell(
      ImagePart image,
      UpscaleParameters parameters,
      Terms terms,
      Cancellation cancellation,
      Epilogue epilogue);
}

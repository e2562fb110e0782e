package dev.pixelgate.function.reuse;

import dev.pixelgate.function.intake.ImagePart;
import dev.pixelgate.function.intake.UpscaleParameters;
import dev.pixelgate.function.media.PictureGoneException;
import dev.pixelgate.function.sale.Epilogue;
import dev.pixelgate.function.sale.Reuse;
import dev.pixelgate.function.sale.Sale;
import dev.pixelgate.function.sale.Sales;
import dev.pixelgate.function.sale.Terms;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.router.Cancellation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;

/**
 * Sells a picture that is there already for nothing, and lets equal requests wait for one order.
 * Any event loop.
 */
public final class ReusingSales implements Sales {
  private final Sales sales;
  private final ReuseRules rules;
  private final ResultCache cache;
  private final ReuseWatch watch;
  private final Flights flights;

  /**
   * Reuses nothing yet.
   *
   * @param sales where pictures cost something
   * @param watch hears of what came of each request
   */
  public ReusingSales(
      Vertx vertx,
      Sales sales,
      ReuseRules rules,
      ResultCache cache,
      ResultFiles files,
      ReuseWatch watch) {
    this.sales = sales;
    this.rules = rules;
    this.cache = cache;
    this.watch = watch;
    this.flights = new Flights(vertx, sales, cache, files, watch);
  }

  @Override
  public Future<Sale> sell(
      ImagePart image,
      UpscaleParameters parameters,
      Terms terms,
      Cancellation cancellation,
      Epilogue epilogue) {
    String model = parameters.modelId().orElse(rules.defaultModel());
    Optional<ResultKey> key =
        terms.noStore()
            ? Optional.empty()
            : ResultKey.of(
                rules.sharers(terms.account()),
                image,
                new Capability(Pipeline.UPSCALE, model),
                rules.deterministic().test(model),
                parameters);
    return key.map(same -> new Asked(same, model, image, parameters, terms, cancellation, epilogue))
        .map(this::sell)
        .orElseGet(() -> sales.sell(image, parameters, terms, cancellation, epilogue));
  }

  /**
   * Whether a picture of this size may have a result here for this account, or be about to: then
   * nobody can say what it costs before all of it has come. Any thread.
   */
  public boolean mayKnow(String account, Picture picture) {
    return cache
        .shapes()
        .contains(new KnownShapes.Shape(rules.sharers(account), picture.width(), picture.height()));
  }

  private Future<Sale> sell(Asked asked) {
    return cache
        .find(asked.key())
        .map(found -> hit(asked, found))
        .orElseGet(() -> flights.join(asked));
  }

  /** A file that went a moment ago is as good as none. */
  private Future<Sale> hit(Asked asked, CachedResult found) {
    return found
        .file()
        .give(asked.terms().account())
        .<Sale>compose(media -> watch.reused(asked.bought(), asked.reused(Reuse.HIT, found, media)))
        .recover(
            failure -> {
              if (failure instanceof PictureGoneException) {
                cache.forget(found.file().identity());
              }
              return flights.join(asked);
            });
  }
}

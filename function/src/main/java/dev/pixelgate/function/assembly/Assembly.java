package dev.pixelgate.function.assembly;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.config.OfferSettings;
import dev.pixelgate.function.config.SelfHosted;
import dev.pixelgate.function.selfhosted.OwnJobs;
import dev.pixelgate.function.selfhosted.OwnOrchestrator;
import dev.pixelgate.function.selfhosted.RuntimeMeters;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.router.Decisions;
import dev.pixelgate.router.Dispatcher;
import dev.pixelgate.router.Market;
import dev.pixelgate.router.MediaStore;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.Rediscovery;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.discovery.FixedSeller;
import dev.pixelgate.router.health.HealthBoard;
import dev.pixelgate.router.selection.Selector;
import dev.pixelgate.router.selection.TimeWorth;
import dev.pixelgate.runtime.ImageRuntime;
import dev.pixelgate.runtime.ModelInfo;
import dev.pixelgate.runtime.Progress;
import dev.pixelgate.runtime.RuntimeOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the parts that a configuration asks for. */
public record Assembly(Vertx vertx, Configuration configuration) {
  /** Starts the own runtime; fails with a message for people. */
  public Future<ImageRuntime> runtime() {
    SelfHosted own = configuration.selfHosted();
    return ImageRuntime.start(
        vertx,
        new RuntimeOptions(
            own.device().toString(),
            Optional.of(own.models()),
            own.queue(),
            0,
            configuration.limits().inputPixels()));
  }

  /** The own runtime as a seller that is always there. */
  public FixedSeller ownSeller(ImageRuntime own, RuntimeMeters meters) {
    return new FixedSeller(ownSeller(own, meters, Progress.NONE), ownOffers(own));
  }

  /** A market of the own runtime alone, for the command line; tells {@code progress} its tiles. */
  public Dispatcher ownDispatcher(
      ImageRuntime own, RuntimeMeters meters, Progress progress, MediaStore media) {
    Map<String, Seller> sellers = Map.of(OwnOrchestrator.NAME, ownSeller(own, meters, progress));
    PriceBook book = PriceBook.of(1, ownOffers(own), List.of(), List.of(), configuration.rate());
    HealthBoard health = new HealthBoard(InstantSource.system());
    Market market = Market.of(book, sellers, health);
    return new Dispatcher(
        vertx,
        () -> market,
        new Selector(configuration.caps(), configuration.policy(), TimeWorth.DEFAULT),
        health,
        media,
        Rediscovery.NONE,
        Decisions.usual(),
        configuration.attempts().max());
  }

  private Seller ownSeller(ImageRuntime own, RuntimeMeters meters, Progress progress) {
    return new Seller(
        new OwnOrchestrator(new OwnJobs(own, meters), progress),
        Owing.ON_SUCCESS,
        Optional.of(configuration.attempts().deadline().orElse(configuration.limits().request())));
  }

  private List<Offer> ownOffers(ImageRuntime own) {
    List<Offer> offers = new ArrayList<>();
    for (ModelInfo model : own.models()) {
      Optional<Pipeline> pipeline = Pipeline.of(model.pipeline());
      if (pipeline.isPresent()) {
        Capability capability = new Capability(pipeline.get(), model.id());
        offers.add(Offer.configured(OwnOrchestrator.NAME, capability, ownPrice(capability)));
      }
    }
    return offers;
  }

  private Price ownPrice(Capability capability) {
    return configuration.selfHosted().offers().stream()
        .filter(offer -> offer.capability().equals(capability))
        .map(OfferSettings::price)
        .findFirst()
        .orElse(configuration.selfHosted().price());
  }
}

package dev.pixelgate.function.cli;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.pricing.JobSize;
import dev.pixelgate.pricing.Pipeline;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Looks into the market of this configuration, once for each size. Nobody is bound by what is found
 * there.
 */
final class LocalQuoter implements Quoter {
  private final Prices prices;
  private final String model;
  private final Map<JobSize, Quoted> seen = new HashMap<>();

  LocalQuoter(Configuration configuration, Optional<String> model) {
    this.prices = new LocalPrices(configuration);
    this.model =
        model.orElseGet(
            () -> Objects.requireNonNull(configuration.defaultModels().get(Pipeline.UPSCALE)));
  }

  @Override
  public Quoted quote(JobSize size) {
    return seen.computeIfAbsent(size, this::look);
  }

  private Quoted look(JobSize size) {
    List<JsonObject> offers =
        prices
            .board(
                new PricesRequest(
                    Optional.of(Pipeline.UPSCALE.wireName()),
                    Optional.of(model),
                    Optional.of(size)))
            .getJsonArray("offers")
            .stream()
            .map(JsonObject.class::cast)
            .toList();
    // Those who may be asked come first, the first to be asked first.
    if (!offers.isEmpty() && offers.getFirst().containsKey("rank")) {
      return new Quoted.Priced(facts(offers.getFirst()));
    }
    boolean dear = offers.stream().anyMatch(one -> "over-cap".equals(one.getString("reason")));
    String why = offers.isEmpty() ? "" : ": " + why(offers.getFirst());
    return new Quoted.Refused(
        dear ? ExitCode.REFUSED_FOR_PRICE : ExitCode.FAILED,
        "nobody can be asked for model " + model + why);
  }

  private static String why(JsonObject offer) {
    return offer.getString("orchestrator") + " " + offer.getString("why");
  }

  private static JsonObject facts(JsonObject offer) {
    JsonObject facts = new JsonObject();
    for (String name :
        List.of("pipeline", "model_id", "pixels", "charge", "price", "orchestrator")) {
      facts.put(name, offer.getValue(name));
    }
    return facts;
  }

  @Override
  public void close() {
    // Every look has closed what it opened.
  }
}

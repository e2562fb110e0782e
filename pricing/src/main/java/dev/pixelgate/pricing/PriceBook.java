package dev.pixelgate.pricing;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who sells what at which price: an immutable snapshot of all offers. */
public final class PriceBook {
  private final List<Offer> all;
  private final Map<Capability, List<Offer>> byCapability;

  private PriceBook(List<Offer> offers) {
    all = List.copyOf(offers);
    byCapability =
        all.stream()
            .collect(
                groupingBy(
                    Offer::capability,
                    LinkedHashMap::new,
                    collectingAndThen(toList(), PriceBook::ranked)));
  }

  /**
   * The book of these offers.
   *
   * @throws IllegalArgumentException when an orchestrator offers the same capability twice
   */
  public static PriceBook of(List<Offer> offers) {
    Set<List<Object>> seen = new HashSet<>();
    for (Offer offer : offers) {
      if (!seen.add(List.of(offer.orchestrator(), offer.capability()))) {
        throw new IllegalArgumentException(
            "orchestrator %s offers %s twice".formatted(offer.orchestrator(), offer.capability()));
      }
    }
    return new PriceBook(offers);
  }

  /** The offers for this capability, cheapest first, equal prices in the order of the input. */
  public List<Offer> offers(Capability capability) {
    return byCapability.getOrDefault(capability, List.of());
  }

  /**
   * The models that are offered for this pipeline, each once, in the order of their first offer.
   */
  public List<String> models(Pipeline pipeline) {
    return byCapability.keySet().stream()
        .filter(capability -> capability.pipeline() == pipeline)
        .map(Capability::model)
        .toList();
  }

  /** Whether anybody offers this capability. */
  public boolean knows(Capability capability) {
    return byCapability.containsKey(capability);
  }

  /** Every offer in the order of the input. */
  public List<Offer> all() {
    return all;
  }

  private static List<Offer> ranked(List<Offer> offers) {
    return offers.stream().sorted(Comparator.comparing(Offer::price)).toList();
  }
}

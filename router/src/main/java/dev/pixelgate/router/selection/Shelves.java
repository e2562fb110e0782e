package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.router.health.Seats;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A price book, laid out once for the many choices that are made from it. Immutable. */
public final class Shelves {
  private final PriceBook book;
  private final Map<Capability, Shelf> shelves;

  private Shelves(PriceBook book, Map<Capability, Shelf> shelves) {
    this.book = book;
    this.shelves = Map.copyOf(shelves);
  }

  /**
   * Lays out this book.
   *
   * @param seats under which health is kept
   * @param owedOnDispatch whether a failed attempt at the orchestrator of this name is owed
   */
  public static Shelves of(PriceBook book, Seats seats, Predicate<String> owedOnDispatch) {
    Map<Capability, Shelf> shelves = new HashMap<>();
    for (Capability capability : book.known()) {
      var asks = book.asks(capability);
      if (!asks.isEmpty()) {
        shelves.put(capability, Shelf.of(asks, seats, owedOnDispatch));
      }
    }
    return new Shelves(book, shelves);
  }

  /** The book that is laid out. */
  public PriceBook book() {
    return book;
  }

  /**
   * The seats of those that offer this capability for a price in US dollars, in the order of {@link
   * #placed}; a copy.
   */
  public int[] seats(Capability capability) {
    return shelf(capability).map(Shelf::seats).orElseGet(() -> new int[0]);
  }

  /** The offers for this capability that have a price in US dollars, cheapest first. */
  public List<Placed> placed(Capability capability) {
    return shelf(capability).map(Shelf::placed).orElse(List.of());
  }

  /**
   * The offers for this capability that have a price in US dollars; nothing when there are none.
   */
  Optional<Shelf> shelf(Capability capability) {
    return Optional.ofNullable(shelves.get(capability));
  }
}

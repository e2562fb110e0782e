package dev.pixelgate.router;

import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.router.health.Seats;
import dev.pixelgate.router.selection.Shelves;
import java.util.Map;
import java.util.Objects;

/**
 * A price book with those who sell what is in it: one immutable snapshot, read once per request.
 *
 * @param shelves the book, laid out for choosing
 * @param sellers by name; every orchestrator that the book names is here
 */
public record Market(Shelves shelves, Map<String, Seller> sellers) {
  public Market {
    sellers = Map.copyOf(sellers);
  }

  /**
   * The market of this book.
   *
   * @param seats under which the health of its orchestrators is kept
   */
  public static Market of(PriceBook book, Map<String, Seller> sellers, Seats seats) {
    return new Market(
        Shelves.of(book, seats, name -> seller(sellers, name).owing() != Owing.ON_SUCCESS),
        sellers);
  }

  /** What is offered. */
  public PriceBook book() {
    return shelves.book();
  }

  /** Who sells what is offered under this name. */
  Seller seller(String name) {
    return seller(sellers, name);
  }

  private static Seller seller(Map<String, Seller> sellers, String name) {
    return Objects.requireNonNull(sellers.get(name), () -> "no seller named " + name);
  }
}

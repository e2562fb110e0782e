package dev.pixelgate.function.sale;

import dev.pixelgate.function.store.Write;
import java.util.List;

/** Keeps why orders went as they did for longer than this process. Any thread. */
@FunctionalInterface
public interface OrderDecisions {
  /** Keeps nothing. */
  OrderDecisions NONE = request -> List.of();

  /**
   * Of an order that asked somebody and has ended: what is to be written with the last of its
   * money.
   *
   * @param request its id
   */
  List<Write> ofOrder(String request);
}

package dev.pixelgate.function.cli;

import io.vertx.core.json.JsonObject;

/** Whose price board the command shows: a gateway's, or this configuration's. Blocking. */
@FunctionalInterface
interface Prices {
  /** The board as {@code /v1/prices} answers it. */
  JsonObject board(PricesRequest request);
}

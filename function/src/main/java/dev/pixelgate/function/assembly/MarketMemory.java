package dev.pixelgate.function.assembly;

import dev.pixelgate.router.discovery.BookStore;
import dev.pixelgate.router.livepeer.PinStore;

/**
 * What a market keeps from one process to the next.
 *
 * @param books the last price book
 * @param pins which certificate each Livepeer orchestrator is trusted with
 */
public record MarketMemory(BookStore books, PinStore pins) {}

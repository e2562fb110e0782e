/**
 * What every kind of orchestrator needs of HTTP: where one may connect to, what went wrong, small
 * documents. Entry types: {@link dev.pixelgate.router.exchange.Documents} and {@link
 * dev.pixelgate.router.exchange.Destination}.
 */
@NullMarked
package dev.pixelgate.router.exchange;

import org.jspecify.annotations.NullMarked;

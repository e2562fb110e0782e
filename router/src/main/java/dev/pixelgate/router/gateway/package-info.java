/**
 * Orchestrators of kind {@code pixelgate}: another Pixelgate, which lists its prices and buys what
 * we buy from it. Entry type: {@link dev.pixelgate.router.gateway.GatewayPeer}.
 */
@NullMarked
package dev.pixelgate.router.gateway;

import org.jspecify.annotations.NullMarked;

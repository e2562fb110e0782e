/**
 * Orchestrators that speak Livepeer's protocol; {@link dev.pixelgate.router.livepeer.LivepeerPeers}
 * makes them.
 */
@NullMarked
package dev.pixelgate.router.livepeer;

import org.jspecify.annotations.NullMarked;

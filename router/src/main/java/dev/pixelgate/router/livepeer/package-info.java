/** Orchestrators that speak Livepeer's protocol. */
@NullMarked
package dev.pixelgate.router.livepeer;

import org.jspecify.annotations.NullMarked;

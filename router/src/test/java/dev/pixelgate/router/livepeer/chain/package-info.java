/**
 * A chain for tests, and what deals on it as Livepeer's real parts do: keys that sign, tickets, the
 * till of an orchestrator, a remote signer. Held to recordings of real ones.
 */
@NullMarked
package dev.pixelgate.router.livepeer.chain;

import org.jspecify.annotations.NullMarked;

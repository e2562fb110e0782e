/**
 * The programs behind {@code bench/*.sh}: {@link dev.pixelgate.bench.LoadClient}, {@link
 * dev.pixelgate.bench.TrivialOrchestrator}, {@link dev.pixelgate.bench.StartClock} and {@link
 * dev.pixelgate.bench.Phases}. Nothing of the gateway depends on them.
 */
@NullMarked
package dev.pixelgate.bench;

import org.jspecify.annotations.NullMarked;

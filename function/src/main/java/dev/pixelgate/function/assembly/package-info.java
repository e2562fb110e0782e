/**
 * How configuration becomes a running server or a market for one command: reads top to bottom.
 * Entry types: {@link dev.pixelgate.function.assembly.Server} and {@link
 * dev.pixelgate.function.assembly.Assembly}.
 */
@NullMarked
package dev.pixelgate.function.assembly;

import org.jspecify.annotations.NullMarked;

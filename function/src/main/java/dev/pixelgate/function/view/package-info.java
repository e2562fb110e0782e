/**
 * What the market and its decisions look like to whoever reads them, as JSON. The HTTP server and
 * the command line both show these. Entry types: {@link dev.pixelgate.function.view.BoardJson} and
 * {@link dev.pixelgate.function.view.DecisionJson}.
 */
@NullMarked
package dev.pixelgate.function.view;

import org.jspecify.annotations.NullMarked;

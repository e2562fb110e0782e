/** The contract's own meters. Entry type: {@link dev.pixelgate.function.metrics.SaleMeters}. */
@NullMarked
package dev.pixelgate.function.metrics;

import org.jspecify.annotations.NullMarked;

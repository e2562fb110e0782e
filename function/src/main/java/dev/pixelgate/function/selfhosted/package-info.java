/**
 * The own runtime as one more orchestrator of the market. Entry type: {@link
 * dev.pixelgate.function.selfhosted.OwnOrchestrator}.
 */
@NullMarked
package dev.pixelgate.function.selfhosted;

import org.jspecify.annotations.NullMarked;

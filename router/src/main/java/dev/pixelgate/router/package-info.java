/**
 * Picks and drives orchestrators: the ports ({@link dev.pixelgate.router.Orchestrator}, {@link
 * dev.pixelgate.router.MediaStore}), selection under the caps and the attempts of one request.
 * Entry type: {@link dev.pixelgate.router.Dispatcher}.
 */
@NullMarked
package dev.pixelgate.router;

import org.jspecify.annotations.NullMarked;

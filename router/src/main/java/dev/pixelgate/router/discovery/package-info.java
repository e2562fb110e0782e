/** Finds out what orchestrators offer, beside the requests and never inside them. */
@NullMarked
package dev.pixelgate.router.discovery;

import org.jspecify.annotations.NullMarked;

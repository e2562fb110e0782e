/** Checks the example of a Knative service without a cluster. */
@NullMarked
package dev.pixelgate.function.knative;

import org.jspecify.annotations.NullMarked;

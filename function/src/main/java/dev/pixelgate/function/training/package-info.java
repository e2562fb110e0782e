/**
 * What {@code pixelgate train} puts a gateway through, so that the JVM sees the code that requests
 * run: workers of its own on the loopback interface and requests like those of clients. Entry type:
 * {@link dev.pixelgate.function.training.Training}.
 */
@NullMarked
package dev.pixelgate.function.training;

import org.jspecify.annotations.NullMarked;

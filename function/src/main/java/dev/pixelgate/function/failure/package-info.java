/**
 * Everything that can go wrong for a client, and how it is said. Entry types: {@link
 * dev.pixelgate.function.failure.Failure} (what) and {@link
 * dev.pixelgate.function.failure.FailureBody} (status and JSON, the one place that knows them).
 */
@NullMarked
package dev.pixelgate.function.failure;

import org.jspecify.annotations.NullMarked;

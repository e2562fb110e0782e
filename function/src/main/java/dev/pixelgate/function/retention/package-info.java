/**
 * Forgets what is old: attempts become sums, receipts go from the beginning of their chains. Entry
 * type: {@link dev.pixelgate.function.retention.Retention}.
 */
@NullMarked
package dev.pixelgate.function.retention;

import org.jspecify.annotations.NullMarked;

/** What is known of orchestrators from their own attempts. Entry type: {@link Latencies}. */
@NullMarked
package dev.pixelgate.router.health;

import org.jspecify.annotations.NullMarked;

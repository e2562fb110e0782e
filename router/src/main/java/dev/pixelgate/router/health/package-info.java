/**
 * What is known of orchestrators from our own attempts at them. Entry type: {@link
 * dev.pixelgate.router.health.HealthBoard}.
 */
@NullMarked
package dev.pixelgate.router.health;

import org.jspecify.annotations.NullMarked;

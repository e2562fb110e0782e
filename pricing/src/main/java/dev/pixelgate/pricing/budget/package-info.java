/**
 * What an account may spend: a {@link dev.pixelgate.pricing.budget.Budget} of so much a window, or
 * a balance that is paid in beforehand.
 */
@NullMarked
package dev.pixelgate.pricing.budget;

import org.jspecify.annotations.NullMarked;

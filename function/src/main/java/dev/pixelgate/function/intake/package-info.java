/**
 * Reads a client's form as it arrives: small parts in memory, a large image spooled, its container
 * walked on the way. Entry type: {@link dev.pixelgate.function.intake.FormIntake}.
 */
@NullMarked
package dev.pixelgate.function.intake;

import org.jspecify.annotations.NullMarked;

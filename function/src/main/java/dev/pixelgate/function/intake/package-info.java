/**
 * Reads a client's form as it arrives: small parts in memory, a large image spooled, its header
 * read from the first bytes, its container walked to the end. Entry type: {@link
 * dev.pixelgate.function.intake.FormIntake}.
 */
@NullMarked
package dev.pixelgate.function.intake;

import org.jspecify.annotations.NullMarked;

/**
 * The command line: section 1 of the contract, one class a command. Entry type: {@link
 * dev.pixelgate.function.cli.PixelgateCommand}.
 */
@NullMarked
package dev.pixelgate.function.cli;

import org.jspecify.annotations.NullMarked;

/**
 * The composition root: reads top to bottom how configuration becomes a running gateway, worker or
 * command. Entry types: {@link dev.pixelgate.function.Main}, {@link
 * dev.pixelgate.function.Assembly}.
 */
@NullMarked
package dev.pixelgate.function;

import org.jspecify.annotations.NullMarked;

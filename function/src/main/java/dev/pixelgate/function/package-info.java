/** The program: HTTP, commands, configuration and stores around pricing, router and runtime. */
@NullMarked
package dev.pixelgate.function;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.pixelgate.function;

import org.jspecify.annotations.NullMarked;

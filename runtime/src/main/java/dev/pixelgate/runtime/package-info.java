@NullMarked
package dev.pixelgate.runtime;

import org.jspecify.annotations.NullMarked;

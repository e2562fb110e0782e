/** What of the bench has to put a server together in another way. */
@NullMarked
package dev.pixelgate.function.assembly;

import org.jspecify.annotations.NullMarked;

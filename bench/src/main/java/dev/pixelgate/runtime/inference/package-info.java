/** What of the bench has to see the runtime's inference from inside. */
@NullMarked
package dev.pixelgate.runtime.inference;

import org.jspecify.annotations.NullMarked;

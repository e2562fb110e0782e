/**
 * Model folders: a manifest, {@code model.json}, and weights that are read only with the digest it
 * names. Entry type: {@link dev.pixelgate.runtime.model.ModelFolder}.
 */
@NullMarked
package dev.pixelgate.runtime.model;

import org.jspecify.annotations.NullMarked;

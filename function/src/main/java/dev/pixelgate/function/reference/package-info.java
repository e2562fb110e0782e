/**
 * Pictures that a form names instead of bringing them: uploads by their id, and https URLs where
 * the operator allows them. Entry type: {@link dev.pixelgate.function.reference.PictureReferences}.
 */
@NullMarked
package dev.pixelgate.function.reference;

import org.jspecify.annotations.NullMarked;

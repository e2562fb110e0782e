/**
 * Pictures as packed samples in sRGB: read from what people have, written as PNG. Entry types:
 * {@link dev.pixelgate.runtime.picture.PictureReader} and {@link
 * dev.pixelgate.runtime.picture.PngEncoder}.
 */
@NullMarked
package dev.pixelgate.runtime.picture;

import org.jspecify.annotations.NullMarked;

/**
 * Pictures as people have them (PNG, JPEG, WebP, GIF, BMP, TIFF), decoded into samples in sRGB,
 * upright; and written as PNG. Entry types: {@link dev.pixelgate.runtime.picture.PictureReader} and
 * {@link dev.pixelgate.runtime.picture.PngEncoder}. Nothing that a file says is believed before it
 * was checked here: decoders get only what they need to see of it.
 */
@NullMarked
package dev.pixelgate.runtime.picture;

import org.jspecify.annotations.NullMarked;

/**
 * Pictures as packed RGB samples: read from PNG and JPEG, written as PNG. Entry types: {@link
 * dev.pixelgate.runtime.picture.PictureReader} and {@link
 * dev.pixelgate.runtime.picture.PictureWriter}.
 */
@NullMarked
package dev.pixelgate.runtime.picture;

import org.jspecify.annotations.NullMarked;

/**
 * What decides a price before anything is decoded: a picture's format and size, and whether its
 * container is whole. Pure byte code. Entry types: {@link
 * dev.pixelgate.pricing.picture.PictureWalk} for a file of any format, {@link
 * dev.pixelgate.pricing.picture.PngWalk} for a PNG that must be sound to its last byte.
 */
@NullMarked
package dev.pixelgate.pricing.picture;

import org.jspecify.annotations.NullMarked;

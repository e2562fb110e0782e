/**
 * What decides a price before anything is decoded: a picture's format and size, read from its first
 * bytes, and whether its container is whole. Pure byte code. Entry types: {@link
 * dev.pixelgate.pricing.picture.PictureHeader}, {@link
 * dev.pixelgate.pricing.picture.ContainerWalk}.
 */
@NullMarked
package dev.pixelgate.pricing.picture;

import org.jspecify.annotations.NullMarked;

/**
 * Result pictures and spooled uploads as files. Entry types: {@link
 * dev.pixelgate.function.media.FileMediaStore} and {@link dev.pixelgate.function.media.Spool}.
 */
@NullMarked
package dev.pixelgate.function.media;

import org.jspecify.annotations.NullMarked;

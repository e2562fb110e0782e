package dev.pixelgate.function.media;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A published picture that can be served.
 *
 * @param size bytes
 * @param etag strong and quoted, as in the header
 * @param lastModified when it was written
 * @param expires from then on it is gone
 */
public record MediaFile(Path file, long size, String etag, Instant lastModified, Instant expires) {}

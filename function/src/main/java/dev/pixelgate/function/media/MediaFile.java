package dev.pixelgate.function.media;

import java.nio.file.Path;
import java.time.Instant;

/** A picture that is a file. */
public record MediaFile(Path file, long size, String etag, Instant lastModified, Instant expires)
    implements FoundPicture {}

package dev.pixelgate.function.media;

import java.time.Instant;

/** A published picture that can be served. */
public sealed interface FoundPicture permits MediaFile, MediaObject {
  /** Bytes. */
  long size();

  /** Strong and quoted, as in the header. */
  String etag();

  /** When it was written. */
  Instant lastModified();

  /** From then on it is gone. */
  Instant expires();
}

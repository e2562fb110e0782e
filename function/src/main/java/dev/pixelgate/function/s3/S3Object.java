package dev.pixelgate.function.s3;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a bucket says of an object.
 *
 * @param size bytes
 * @param etag strong and quoted, as in the header
 * @param lastModified when it was put, to the second
 * @param metadata by names without {@code x-amz-meta-}, in lower case
 */
public record S3Object(
    long size,
    String etag,
    Instant lastModified,
    Optional<String> contentType,
    Map<String, String> metadata) {
  public S3Object {
    metadata = Map.copyOf(metadata);
  }
}

package dev.pixelgate.function.media;

import dev.pixelgate.function.s3.S3Client;
import dev.pixelgate.function.s3.S3Download;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A picture that is an object in a bucket. */
public record MediaObject(
    S3Client bucket, String key, long size, String etag, Instant lastModified, Instant expires)
    implements FoundPicture {
  /** Long enough to begin with it on a slow line; whoever comes later asks the gateway again. */
  private static final Duration LINK = Duration.ofMinutes(5);

  /**
   * A URL of the bucket under which anybody may GET it, for five minutes, and never longer than it
   * lives. A download that has begun goes on.
   */
  public Future<URI> link(Instant now) {
    Duration left = Duration.between(now, expires);
    Duration validity = left.compareTo(LINK) < 0 ? left : LINK;
    return bucket.presign(
        HttpMethod.GET,
        key,
        Map.of(),
        validity.compareTo(Duration.ofSeconds(1)) < 0
            ? Duration.ofSeconds(1)
            : Duration.ofSeconds(validity.toSeconds()));
  }

  /** A part of it, both ends included; empty when it is gone since it was found. */
  public Future<Optional<S3Download>> read(long first, long last) {
    return bucket.download(key, first, last);
  }
}

package dev.pixelgate.function.assembly;

import dev.pixelgate.function.config.MediaBucket;
import dev.pixelgate.function.media.S3MediaStore;
import dev.pixelgate.function.media.Spool;
import dev.pixelgate.function.media.Sweeper;
import dev.pixelgate.function.metrics.MediaMeters;
import dev.pixelgate.function.s3.ContainerCredentials;
import dev.pixelgate.function.s3.CredentialOrigin;
import dev.pixelgate.function.s3.S3Client;
import dev.pixelgate.function.s3.S3Credentials;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Makes the parts of a gateway that keeps its pictures in a bucket. */
final class BucketMedia {
  private BucketMedia() {}

  static GatewayMedia of(
      Vertx vertx,
      MediaBucket bucket,
      Duration timeToLive,
      Spool spool,
      MeterRegistry registry,
      InstantSource clock) {
    S3Client client =
        new S3Client(
            vertx,
            bucket.location(),
            credentials(vertx, bucket.credentials(), clock),
            clock,
            new MediaMeters(registry));
    return new GatewayMedia(
        new S3MediaStore(vertx, client, spool, timeToLive, clock),
        Optional.of(client),
        Sweeper.ofSpool(vertx, spool));
  }

  private static S3Credentials.Source credentials(
      Vertx vertx, CredentialOrigin origin, InstantSource clock) {
    return switch (origin) {
      case CredentialOrigin.Fixed(S3Credentials known) -> known.fixed();
      case CredentialOrigin.Container container ->
          new ContainerCredentials(vertx, container, clock);
    };
  }
}
